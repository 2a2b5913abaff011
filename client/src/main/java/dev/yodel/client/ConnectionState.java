package dev.yodel.client;

import java.time.Instant;

/** Where a connection that is kept up stands. */
public sealed interface ConnectionState {

  /** An attempt is under way. */
  record Connecting() implements ConnectionState {}

  /** Messages flow. */
  record Live() implements ConnectionState {}

  /**
   * The next attempt has to wait.
   *
   * @param why what ended the last connection or attempt
   */
  record Waiting(Instant until, String why) implements ConnectionState {}

  /**
   * It is over.
   *
   * @param code as in {@link Closing#code}; 1006 if there never was a connection
   */
  record Closed(int code, String reason) implements ConnectionState {}
}

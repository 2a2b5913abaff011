package dev.yodel.server.log;

import dev.yodel.protocol.ErrorCode;

/** What was asked for, or why not. */
public sealed interface Answer<T> {

  /** It was done. */
  record Given<T>(T value) implements Answer<T> {}

  /**
   * It was not done.
   *
   * @param message for the peer: never an exception's text
   */
  record Refused<T>(ErrorCode code, String message) implements Answer<T> {}
}

package dev.yodel.server.lab;

import java.time.Duration;

/**
 * What is wrong with the handshake.
 *
 * @param time how long a slow one takes
 */
public record Handshake(Fault fault, Duration time) {

  static final Duration DEFAULT_TIME = Duration.ofSeconds(3);

  /** The kinds of wrong. */
  public enum Fault {
    /** The 101 comes byte by byte. */
    SLOW,
    /** Sec-WebSocket-Accept belongs to another key. */
    WRONG_ACCEPT,
    /** The 101 has no Upgrade header. */
    NO_UPGRADE,
    /** The 101 names a subprotocol that was not offered. */
    BAD_SUBPROTOCOL
  }
}

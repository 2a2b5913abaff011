package dev.yodel.server.lab;

import java.time.Duration;

/**
 * The server's own pings.
 *
 * @param distance from one to the next; zero sends as many as the peer takes
 */
public record Pings(Duration distance) {

  /** As many as the peer takes, up to {@link #MOST_OF_A_FLOOD}. */
  public static final Pings FLOOD = new Pings(Duration.ZERO);

  /** Pings of one flood: {@value}. */
  public static final int MOST_OF_A_FLOOD = 100_000;

  /** Whether nothing lies between them. */
  public boolean isFlood() {
    return distance.isZero();
  }
}

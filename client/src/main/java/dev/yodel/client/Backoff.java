package dev.yodel.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before coming back: random between {@code least} and a bound that doubles with
 * every failure up to {@code most}, so that many clients do not come back together.
 */
public record Backoff(Duration least, Duration most, Duration healthy) {

  /** From 0.5 s to 20 s; forgotten after 30 s of health. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(30));

  private static final int MAX_DOUBLINGS = 30;

  /** Refuses bounds in the wrong order. */
  public Backoff {
    if (least.isNegative() || least.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "least: " + least + " (expected: 0 or more, at most " + most + ")");
    }
  }

  /**
   * The wait after a number of failures in a row.
   *
   * @param failures 1 for the first
   */
  Duration delay(int failures, RandomGenerator random) {
    double doubled = least.toNanos() * (double) (1L << Math.min(failures, MAX_DOUBLINGS));
    long bound = (long) Math.min((double) most.toNanos(), doubled);
    return Duration.ofNanos(random.nextLong(least.toNanos(), bound + 1));
  }
}

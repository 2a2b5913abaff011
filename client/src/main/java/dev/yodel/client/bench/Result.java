package dev.yodel.client.bench;

import java.net.URI;
import java.time.Duration;

/**
 * What a run found.
 *
 * @param measured how long was counted; less than planned if the run ended early
 */
public record Result(URI uri, Plan plan, Duration measured, Tally tally, Verdict generator) {

  /** Answers, or deliveries, a second. */
  public double perSecond() {
    return rate(tally.arrived());
  }

  /** Their bytes a second. */
  public double bytesPerSecond() {
    return rate(tally.arrivedBytes());
  }

  private double rate(long count) {
    return measured.isZero() ? 0 : count / (measured.toNanos() / 1e9);
  }
}

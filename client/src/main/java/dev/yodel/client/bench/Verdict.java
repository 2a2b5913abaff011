package dev.yodel.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the generator measured itself instead of its target.
 *
 * @param reasons one sentence each; empty if the generator was not the bottleneck
 */
public record Verdict(Evidence evidence, List<String> reasons) {

  /** The processor share of an event loop above which it is busy. */
  public static final double BUSY = 0.9;

  /** The share of the latency's p99 that the generator itself may be. */
  public static final double OWN_SHARE = 0.1;

  /** Being late by less than this is not counted against the generator. */
  public static final long FINE_NANOS = 100_000;

  /** The share of what was due that must have been sent. */
  public static final double SENT_SHARE = 0.99;

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * What the generator knows of itself. Times are the 99th percentiles in nanoseconds.
   *
   * @param late from when a message was due to when its connection was given it; 0 in closed loop
   * @param lag of a clock of 5 ms on each of its event loops
   * @param latency of the answers
   * @param cpu the busiest event loop's processor time, as a share of the measured time
   * @param sent what was sent of what was due, 1 in closed loop
   */
  public record Evidence(long late, long lag, long latency, double cpu, double sent) {}

  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /** Judges. */
  public static Verdict of(Evidence evidence) {
    List<String> reasons = new ArrayList<>();
    double latency = evidence.latency() / NANOS_PER_MILLI;
    if (isTooLong(evidence.late(), evidence.latency())) {
      reasons.add(
          text(
              "the schedule slipped: p99 %.3f ms, more than a tenth of the latency's p99 (%.3f ms)",
              evidence.late() / NANOS_PER_MILLI, latency));
    }
    if (isTooLong(evidence.lag(), evidence.latency())) {
      reasons.add(
          text(
              "its event loop lagged: p99 %.3f ms, more than a tenth of the latency's p99 (%.3f ms)",
              evidence.lag() / NANOS_PER_MILLI, latency));
    }
    if (evidence.cpu() >= BUSY) {
      reasons.add(text("its busiest event loop used %.0f %% of a processor", evidence.cpu() * 100));
    }
    if (evidence.sent() < SENT_SHARE) {
      reasons.add(text("it sent %.1f %% of what was due", evidence.sent() * 100));
    }
    return new Verdict(evidence, reasons);
  }

  /** Whether the figures are rather the generator's than the target's. */
  public boolean isBottleneck() {
    return !reasons.isEmpty();
  }

  private static boolean isTooLong(long own, long latency) {
    return own > FINE_NANOS && own > OWN_SHARE * latency;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

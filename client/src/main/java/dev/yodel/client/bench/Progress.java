package dev.yodel.client.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a run is.
 *
 * @param elapsed of the phase
 * @param length of the phase, at most
 */
public record Progress(Phase phase, Duration elapsed, Duration length, Counts counts) {

  /**
   * What was counted so far.
   *
   * @param open connections
   * @param seen answers, or deliveries, warm-up and all
   * @param faults of all kinds
   */
  public record Counts(long open, long seen, long faults) {

    Counts plus(Counts other) {
      return new Counts(open + other.open, seen + other.seen, faults + other.faults);
    }
  }

  /** What a run is doing. */
  public enum Phase {
    CONNECTING,
    GATHERING,
    WARMING_UP,
    MEASURING,
    DRAINING;

    /** For people. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}

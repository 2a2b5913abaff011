package dev.yodel.client.conformance;

import java.time.Duration;
import java.util.Locale;

/**
 * How a case ended.
 *
 * @param seen what the server did, where that was not the best; empty when passed
 */
public record Verdict(Case of, Outcome outcome, String seen, Duration took) {

  /** From best to worst. */
  public enum Outcome {
    /** As the RFC says, and as it recommends. */
    PASSED,
    /** The server did not negotiate what the case is about. */
    SKIPPED,
    /** Allowed, but not what the RFC recommends: another close code, no Close frame. */
    LOOSE,
    /** Against the RFC. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

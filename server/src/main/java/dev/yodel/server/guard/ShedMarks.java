package dev.yodel.server.guard;

import java.time.Duration;

/**
 * From where on the server sheds load.
 *
 * @param memory bytes of direct memory; 0 for four fifths of what the JVM allows
 * @param lag how late an event loop may be
 */
public record ShedMarks(long memory, Duration lag) {

  /** Checks the values. */
  public ShedMarks {
    if (memory < 0) {
      throw new IllegalArgumentException(
          "--shed-memory: " + memory + " (expected: 0, for four fifths of what there is, or more)");
    }
    if (lag.isZero() || lag.isNegative()) {
      throw new IllegalArgumentException(
          "--shed-lag: " + lag.toMillis() + "ms (expected: more than 0)");
    }
  }

  /** What the command line gives when nothing is said. */
  public static ShedMarks defaults() {
    return new ShedMarks(0, Duration.ofSeconds(5));
  }

  /** The mark in bytes. */
  long memoryOf(long allowed) {
    return memory > 0 ? memory : allowed / 5 * 4;
  }
}

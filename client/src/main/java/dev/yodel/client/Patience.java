package dev.yodel.client;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt. Owned by the connection's event loop. */
final class Patience {

  /** The longest wait that a server may wish for. */
  static final Duration MAX_HINT = Duration.ofHours(1);

  private final Backoff backoff;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private @Nullable Duration hint;
  private int failures;

  Patience(Backoff backoff) {
    this.backoff = backoff;
  }

  /** The server's or the program's wish for the next wait, at most {@link #MAX_HINT}. */
  void hint(Duration delay) {
    hint = delay.compareTo(MAX_HINT) > 0 ? MAX_HINT : delay;
  }

  /** Whether the wish is not to wait at all. */
  boolean isHurried() {
    return hint != null && hint.isZero();
  }

  /** The wait after one more end. A wish goes before the back-off, once. */
  Duration next(Return.Manner manner) {
    failures++;
    Duration delay =
        manner == Return.Manner.AT_ONCE ? Duration.ZERO : backoff.delay(failures, random);
    if (hint != null) {
      delay = hint;
      hint = null;
    }
    return failures > 1 && delay.isZero() ? backoff.least() : delay;
  }

  /** A connection lasted so long: after enough of it earlier failures are forgotten. */
  void lasted(long nanos) {
    if (nanos > backoff.healthy().toNanos()) {
      failures = 0;
    }
  }
}

package dev.yodel.server.chat;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import dev.yodel.server.owner.Owner.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends a connection {@link #GRACE} after the token that it came with. */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class Expiry {

  /** How long a connection outlives its token. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /**
   * How long it waits at most before it looks at the clock again: a clock may be set, and a token
   * may outlive what fits into nanoseconds.
   */
  static final Duration LOOK = Duration.ofHours(1);

  private final Owner owner;
  private final Clock clock;
  private final Runnable end;
  private @Nullable Cancellable timer;

  /** Watches nothing yet. */
  public Expiry(Owner owner, Clock clock, Runnable end) {
    this.owner = owner;
    this.clock = clock;
    this.end = end;
  }

  /** Watches this end instead of the one before; null for none. */
  public void watch(@Nullable Instant expires) {
    stop();
    if (expires != null) {
      look(expires);
    }
  }

  private void look(Instant expires) {
    Duration left = Duration.between(clock.instant(), expires).plus(GRACE);
    if (left.isNegative() || left.isZero()) {
      timer = null;
      end.run();
      return;
    }
    Duration wait = left.compareTo(LOOK) < 0 ? left : LOOK;
    timer = owner.schedule(wait, () -> look(expires));
  }

  /** Watches no longer. */
  public void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}

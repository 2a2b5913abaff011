package dev.yodel.server.chat;

import dev.yodel.server.owner.OwnedBy;

/**
 * How much a session may post: so many per second (a token bucket that holds one second's worth),
 * and so many that the log has not yet answered.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class PostBudget {

  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerPost;
  private final long burstNanos;
  private final int maxInFlight;
  private long freeAtNanos;
  private int inFlight;

  /** A full budget. */
  public PostBudget(int postsPerSecond, int maxInFlight, long nowNanos) {
    this.nanosPerPost = SECOND / postsPerSecond;
    this.burstNanos = SECOND - nanosPerPost;
    this.maxInFlight = maxInFlight;
    this.freeAtNanos = nowNanos - burstNanos;
  }

  /** How long a post would have to wait behind so many others; 0 if it may go now. */
  long waitNanos(long nowNanos, int others) {
    return Math.max(0, freeAtNanos + others * nanosPerPost - nowNanos);
  }

  /**
   * Takes one post's share of the rate, waited for or not.
   *
   * @param pauseNanos how long the next one waits at least
   */
  void take(long nowNanos, long pauseNanos) {
    freeAtNanos = Math.max(freeAtNanos, nowNanos - burstNanos) + nanosPerPost;
    if (pauseNanos > 0) {
      freeAtNanos = Math.max(freeAtNanos, nowNanos + pauseNanos);
    }
  }

  /** Whether the log owes so many answers that no post may follow. */
  boolean isFull() {
    return inFlight >= maxInFlight;
  }

  /** Whether the log owes no answer. */
  boolean isIdle() {
    return inFlight == 0;
  }

  void sent() {
    inFlight++;
  }

  void answered() {
    assert inFlight > 0;
    inFlight--;
  }
}

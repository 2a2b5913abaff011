package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many things a second, and at most one second's worth at once. Safe to share: what several
 * loops take at the same time adds up.
 */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Bucket {

  private static final long SECOND = 1_000_000_000L;

  private final long perSecond;

  /** When everything that was taken is paid for; a second or more ago for a full bucket. */
  private final AtomicLong paidAt;

  /**
   * A full bucket.
   *
   * @param perSecond 0 for no limit
   */
  public Bucket(long perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.paidAt = new AtomicLong(nowNanos - SECOND);
  }

  /** Whether it has no limit: nothing is gained by asking it. */
  public boolean isEndless() {
    return perSecond == 0;
  }

  /** Takes so many, whatever is left, and says for how many nanoseconds nothing more may come. */
  public long take(long many, long nowNanos) {
    if (perSecond == 0 || many == 0) {
      return 0;
    }
    while (true) {
      long before = paidAt.get();
      long after = after(before, many, nowNanos);
      if (paidAt.compareAndSet(before, after)) {
        return Math.max(0, after - nowNanos);
      }
    }
  }

  /** Takes one if there is one. */
  public boolean tryTake(long nowNanos) {
    if (perSecond == 0) {
      return true;
    }
    while (true) {
      long before = paidAt.get();
      long after = after(before, 1, nowNanos);
      if (after - nowNanos > 0) {
        return false;
      }
      if (paidAt.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  private long after(long before, long many, long nowNanos) {
    long full = nowNanos - SECOND;
    long from = before - full < 0 ? full : before;
    return from + many * SECOND / perSecond;
  }

  /** Whether nothing was taken for so long that it is full. */
  boolean isFull(long nowNanos) {
    return perSecond == 0 || paidAt.get() - (nowNanos - SECOND) <= 0;
  }
}

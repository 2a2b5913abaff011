package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.util.concurrent.atomic.AtomicInteger;

/** How many lines of the log there may be about something; those left out are counted. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class LineRate {

  private final Bucket lines;
  private final AtomicInteger unsaid = new AtomicInteger();

  /** A rate that was not used yet. */
  public LineRate(int perSecond, long nowNanos) {
    this.lines = new Bucket(perSecond, nowNanos);
  }

  /**
   * Whether a line may be logged now.
   *
   * @return lines that were left out since the last one, or -1 to leave out this one too
   */
  public int take(long nowNanos) {
    if (lines.tryTake(nowNanos)) {
      return unsaid.getAndSet(0);
    }
    unsaid.incrementAndGet();
    return -1;
  }

  boolean isFull(long nowNanos) {
    return lines.isFull(nowNanos);
  }
}

package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many lines of the log there may be about something; those left out are counted, and told once
 * a second at most.
 */
@OwnedBy(OwnedBy.Kind.ANY)
public final class LineRate {

  private final Bucket lines;
  private final Bucket told;
  private final AtomicInteger unsaid = new AtomicInteger();

  /** A rate that was not used yet. */
  public LineRate(int perSecond, long nowNanos) {
    this.lines = new Bucket(perSecond, nowNanos);
    this.told = new Bucket(1, nowNanos);
  }

  /**
   * Whether a line may be logged now.
   *
   * @return lines that were left out and are to be told now, or -1 to leave out this one too
   */
  public int take(long nowNanos) {
    if (!lines.tryTake(nowNanos)) {
      unsaid.incrementAndGet();
      return -1;
    }
    return unsaid.get() > 0 && told.tryTake(nowNanos) ? unsaid.getAndSet(0) : 0;
  }

  boolean isFull(long nowNanos) {
    return lines.isFull(nowNanos);
  }
}

package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.util.concurrent.atomic.AtomicInteger;

/** What one address has taken of its limits; shared by the loops that its connections sit on. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Caller {

  /** Log lines a second about one address: {@value}. */
  static final int LINES_PER_SECOND = 20;

  private final Bucket handshakes;
  private final Bucket messages;
  private final Bucket bytes;
  private final Bucket lines;
  private final AtomicInteger unsaid = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  Caller(FloodLimits.PerAddress limits, long nowNanos) {
    this.handshakes = new Bucket(limits.handshakes(), nowNanos);
    this.messages = new Bucket(limits.messages(), nowNanos);
    this.bytes = new Bucket(limits.bytes(), nowNanos);
    this.lines = new Bucket(LINES_PER_SECOND, nowNanos);
  }

  /** Counts connections in and out; called by {@link Callers} alone. */
  void count(int change) {
    connections.addAndGet(change);
  }

  int connections() {
    return connections.get();
  }

  /** Whether it may upgrade a connection now. */
  public boolean mayShakeHands(long nowNanos) {
    return handshakes.tryTake(nowNanos);
  }

  /** Takes frames that came; how long nothing more may be read. */
  public long takeMessages(int many, long nowNanos) {
    return messages.take(many, nowNanos);
  }

  /** Takes bytes that came; how long nothing more may be read. */
  public long takeBytes(long many, long nowNanos) {
    return bytes.take(many, nowNanos);
  }

  /**
   * Whether a line about it may be logged now.
   *
   * @return lines that were left out since the last one, or -1 to leave out this one too
   */
  public int mayLog(long nowNanos) {
    if (lines.tryTake(nowNanos)) {
      return unsaid.getAndSet(0);
    }
    unsaid.incrementAndGet();
    return -1;
  }

  /** Whether forgetting it gives it nothing that it has not anyway. */
  boolean isForgettable(long nowNanos) {
    return connections.get() == 0
        && handshakes.isFull(nowNanos)
        && messages.isFull(nowNanos)
        && bytes.isFull(nowNanos)
        && lines.isFull(nowNanos);
  }
}

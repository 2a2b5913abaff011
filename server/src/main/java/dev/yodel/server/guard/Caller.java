package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.util.concurrent.atomic.AtomicInteger;

/** What one address has taken of its limits; shared by the loops that its connections sit on. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Caller {

  /** Log lines a second about one address: {@value}. */
  static final int LINES_PER_SECOND = 20;

  /** Log lines a second about its requests, some more than a page is made of: {@value}. */
  static final int REQUEST_LINES_PER_SECOND = 100;

  private final Bucket connects;
  private final Bucket handshakes;
  private final Bucket messages;
  private final Bucket bytes;
  private final Bucket posts;
  private final LineRate lines;
  private final LineRate requestLines;
  private final AtomicInteger connections = new AtomicInteger();

  Caller(FloodLimits.PerAddress limits, long nowNanos) {
    this.connects = new Bucket(limits.connects(), nowNanos);
    this.handshakes = new Bucket(limits.handshakes(), nowNanos);
    this.messages = new Bucket(limits.messages(), nowNanos);
    this.bytes = new Bucket(limits.bytes(), nowNanos);
    this.posts = new Bucket(limits.posts(), nowNanos);
    this.lines = new LineRate(LINES_PER_SECOND, nowNanos);
    this.requestLines = new LineRate(REQUEST_LINES_PER_SECOND, nowNanos);
  }

  /** Counts connections in and out; called by {@link Callers} alone. */
  void count(int change) {
    connections.addAndGet(change);
  }

  int connections() {
    return connections.get();
  }

  /** Whether a new connection of it is heard now. */
  boolean mayConnect(long nowNanos) {
    return connects.tryTake(nowNanos);
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

  /** Takes a post for the log of rooms; how long no other may follow. */
  public long takePost(long nowNanos) {
    return posts.take(1, nowNanos);
  }

  /** Lines about its connections. */
  LineRate lines() {
    return lines;
  }

  /** Lines about its requests. */
  LineRate requestLines() {
    return requestLines;
  }

  /** Whether forgetting it gives it nothing that it has not anyway. */
  boolean isForgettable(long nowNanos) {
    return connections.get() == 0
        && connects.isFull(nowNanos)
        && handshakes.isFull(nowNanos)
        && messages.isFull(nowNanos)
        && bytes.isFull(nowNanos)
        && posts.isFull(nowNanos)
        && lines.isFull(nowNanos)
        && requestLines.isFull(nowNanos);
  }
}

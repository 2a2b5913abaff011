package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;

/** Counts what one connection reads and writes until the read is over. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class FrameCounts implements FrameWatch.Read {

  private final FrameWatch watch;
  private int messages;
  private int frames;
  private int pings;
  private int bytes;
  private long inflated;
  private long nanos;
  private int messagesOut;
  private int bytesOut;

  FrameCounts(FrameWatch watch) {
    this.watch = watch;
  }

  void addBytes(int more) {
    bytes += more;
  }

  void addFrame() {
    frames++;
  }

  void addPing() {
    pings++;
  }

  void addInflated(int more) {
    inflated += more;
  }

  void addNanos(long more) {
    nanos += more;
  }

  void addMessage() {
    messages++;
  }

  void addWritten(int messagesMore, int bytesMore) {
    messagesOut += messagesMore;
    bytesOut += bytesMore;
  }

  /** The read is over. */
  void tell() {
    if (messagesOut > 0) {
      watch.onWritten(messagesOut, bytesOut);
      messagesOut = 0;
      bytesOut = 0;
    }
    if (bytes > 0) {
      watch.onRead(this);
      messages = 0;
      frames = 0;
      pings = 0;
      bytes = 0;
      inflated = 0;
      nanos = 0;
    }
  }

  /** Nothing more comes. */
  void end() {
    tell();
    watch.onGone();
  }

  @Override
  public int messages() {
    return messages;
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public int pings() {
    return pings;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long inflated() {
    return inflated;
  }

  @Override
  public long nanos() {
    return nanos;
  }
}

package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;

/** Counts what one connection reads and writes until the read is over, and tells its watch. */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class FrameCounts {

  private final FrameWatch watch;
  private int messages;
  private int frames;
  private int pings;
  private int bytes;
  private long inflated;
  private long nanos;
  private int messagesOut;
  private int bytesOut;

  /** Counts of one connection. */
  public FrameCounts(FrameWatch watch) {
    this.watch = watch;
  }

  /** Bytes came off the wire. */
  public void addBytes(int more) {
    bytes += more;
  }

  /** A frame of any kind came. */
  public void addFrame() {
    frames++;
  }

  /** A ping came, which is a frame as well. */
  public void addPing() {
    pings++;
  }

  /** A message is whole. */
  public void addMessage() {
    messages++;
  }

  /** A compressed message became so many bytes. */
  public void addInflated(int more) {
    inflated += more;
  }

  /** It took so long to read what may be compressed, and to echo it. */
  public void addNanos(long more) {
    nanos += more;
  }

  void addWritten(int messagesMore, int bytesMore) {
    messagesOut += messagesMore;
    bytesOut += bytesMore;
  }

  /** The read is over. */
  public void tell() {
    if (messagesOut > 0) {
      watch.onWritten(messagesOut, bytesOut);
      messagesOut = 0;
      bytesOut = 0;
    }
    if (bytes > 0 || frames > 0) { // a codec that is slow reads some later
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
  public void end() {
    tell();
    watch.onGone();
  }

  /** Whole messages. */
  public int messages() {
    return messages;
  }

  /** Frames of any kind, fragments and pings among them. */
  public int frames() {
    return frames;
  }

  /** Pings. */
  public int pings() {
    return pings;
  }

  /** Bytes off the wire. */
  public int bytes() {
    return bytes;
  }

  /** Bytes that compressed messages became. */
  public long inflated() {
    return inflated;
  }

  /** How long it took to read what may be compressed, and to echo it, in nanoseconds. */
  public long nanos() {
    return nanos;
  }
}

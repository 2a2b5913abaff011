package dev.yodel.server.websocket.frame;

/** What is told of a connection's frames, on its loop, once a read rather than once a frame. */
public interface FrameWatch {

  /** For who wants to know nothing. */
  FrameWatch NOBODY =
      new FrameWatch() {
        @Override
        public void onRead(Read read) {}

        @Override
        public void onWritten(int messages, long bytes) {}

        @Override
        public void onGone() {}
      };

  /**
   * A read is over. The counts are lent for the call.
   *
   * @param read what came since the last call
   */
  void onRead(Read read);

  /** The frame path wrote messages: echoes, and what came to it as frames. */
  void onWritten(int messages, long bytes);

  /** The connection is gone, or its frames are no longer read. */
  void onGone();

  /** What came in one read. */
  interface Read {

    /** Whole messages. */
    int messages();

    /** Frames of any kind, fragments and pings among them. */
    int frames();

    /** Pings. */
    int pings();

    /** Bytes off the wire. */
    long bytes();

    /** Bytes that compressed messages became. */
    default long inflated() {
      return 0;
    }

    /** How long it took to read what may be compressed, and to echo it, in nanoseconds. */
    default long nanos() {
      return 0;
    }
  }
}

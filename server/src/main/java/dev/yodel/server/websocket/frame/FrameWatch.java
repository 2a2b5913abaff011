package dev.yodel.server.websocket.frame;

/** What is told of a connection's frames, on its loop, once a read rather than once a frame. */
public interface FrameWatch {

  /** For who wants to know nothing. */
  FrameWatch NOBODY =
      new FrameWatch() {
        @Override
        public void onRead(FrameCounts read) {}

        @Override
        public void onWritten(int messages, long bytes) {}

        @Override
        public void onUnanswered() {}

        @Override
        public void onGone() {}
      };

  /**
   * A read is over. The counts are lent for the call.
   *
   * @param read what came since the last call
   */
  void onRead(FrameCounts read);

  /** The frame path wrote messages: echoes, and what came to it as frames. */
  void onWritten(int messages, long bytes);

  /** The peer did not finish the closing handshake in time: the connection is reset. */
  void onUnanswered();

  /** The connection is gone, or its frames are no longer read. */
  void onGone();
}

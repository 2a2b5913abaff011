package dev.yodel.server.websocket.lab;

/**
 * An answer that waits for its turn; its content is still the message's.
 *
 * @param dueNanos on the loop's clock
 */
record Answer(Payload payload, long dueNanos) {

  /** Bytes that it keeps in memory. */
  int weight() {
    return payload.bytes().readableBytes();
  }

  void release() {
    payload.bytes().release();
  }
}

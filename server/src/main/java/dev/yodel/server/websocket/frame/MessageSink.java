package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;

/**
 * Where complete, checked messages go, without an object made for each.
 *
 * <p>A message lies in a buffer as the frame a server would send it in:
 *
 * <pre>
 *   frame          payload                     payload + length
 *     | head, no key  | unmasked bytes             |
 * </pre>
 *
 * and the messages of one buffer stand one behind the other unless {@link #settle} came between.
 */
interface MessageSink {

  /** A message; its bytes are lent for the call unless the sink takes the buffer afterwards. */
  void onMessage(ByteBuf buffer, int frame, int payload, int length, boolean text);

  /** Something else is about to be written: what is held back of this buffer goes first. */
  void settle(ByteBuf buffer);

  /**
   * The buffer was read to its end: whether the sink keeps it, and with it the duty to release it.
   */
  boolean take(ByteBuf buffer);
}

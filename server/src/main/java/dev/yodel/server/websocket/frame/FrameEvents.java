package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;

/** What a {@link FrameReader} finds in the bytes of a client. */
interface FrameEvents {

  /** Whether frames still matter: after a close frame none does. */
  boolean wantsFrames();

  /** A frame's head came, of any kind. */
  void onFrame();

  /** A whole message in place, as {@link MessageSink#onMessage} says. */
  void onMessage(ByteBuf buffer, int frame, int payload, int length, boolean text);

  /** Messages in place end here: another kind of frame follows in the same buffer. */
  void settle(ByteBuf buffer);

  /** A whole message that was put together; it is the receiver's to release. */
  void onAssembled(MessageAssembly message) throws ProtocolViolation;

  /** A control frame with two bytes of room before its payload, the receiver's to release. */
  void onControl(int opcode, ByteBuf payload) throws ProtocolViolation;
}

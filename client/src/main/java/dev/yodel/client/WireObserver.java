package dev.yodel.client;

/** Sees what travels, as it is on the wire. Called on the connection's event loop. */
public interface WireObserver {

  /** The head of the handshake's request or answer; credentials are left out. */
  void onHead(boolean sent, String head);

  /**
   * A frame (RFC 6455 section 5.2) with its opcode, FIN, the three reserved bits and its length.
   */
  void onFrame(boolean sent, FrameHead head);

  /**
   * The head of a frame.
   *
   * @param rsv the reserved bits as a number, 4 for RSV1
   * @param length of the payload on the wire, in bytes
   */
  record FrameHead(String opcode, boolean last, int rsv, int length) {}
}

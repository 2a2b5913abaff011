package dev.yodel.server.websocket.frame;

/** The opcodes of RFC 6455 section 5.2, as they stand in a frame's first byte. */
final class Opcode {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** The bit that sets control frames apart. */
  static final int CONTROL = 0x8;

  /** The bit of a message's last frame. */
  static final int FIN = 0x80;

  /** The bit of a message that was compressed (RFC 7692 section 6). */
  static final int RSV1 = 0x40;

  /** All three reserved bits. */
  static final int RSV = 0x70;

  private Opcode() {}

  static boolean isKnown(int opcode) {
    return opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
  }
}

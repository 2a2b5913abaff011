package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;

/**
 * The head of one frame (RFC 6455 section 5.2): read from a client, and written as a server's.
 *
 * <pre>
 *   FIN RSV1-3 opcode | MASK length | length 16 or 64 | key 32
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class FrameHeader {

  /** The longest head that a client sends, in bytes. */
  static final int MAX_BYTES = 14;

  /** The longest head that a server sends, in bytes: it has no key. */
  static final int MAX_SERVER_BYTES = 10;

  private static final int SHORTEST = 6;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MASKED = 0x80;
  private static final int KEY_BYTES = 4;

  private final boolean deflate;
  private int first;
  private int size;
  private long length;
  private int mask;

  /** Accepts the bit of compressed messages where compression was agreed on. */
  FrameHeader(boolean deflate) {
    this.deflate = deflate;
  }

  /**
   * Reads a head; what is wrong with it is said as soon as its first two bytes are there.
   *
   * @return whether all of it was there
   */
  boolean parse(ByteBuf in, int index, int readable) throws ProtocolViolation {
    if (readable < 2) {
      return false;
    }
    first = in.getUnsignedByte(index);
    int second = in.getUnsignedByte(index + 1);
    checkStart(second);
    int shortLength = second & ~MASKED;
    if (shortLength < LENGTH_16) {
      size = SHORTEST;
      if (readable < size) {
        return false;
      }
      length = shortLength;
    } else if (!parseLongLength(in, index, readable, shortLength)) {
      return false;
    }
    mask = in.getInt(index + size - KEY_BYTES);
    return true;
  }

  private void checkStart(int second) throws ProtocolViolation {
    int opcode = first & 0xF;
    int reserved = first & Opcode.RSV;
    boolean starts = opcode == Opcode.TEXT || opcode == Opcode.BINARY;
    if (reserved != 0 && !(reserved == Opcode.RSV1 && deflate && starts)) {
      throw ProtocolViolation.protocol("reserved bit set");
    }
    if (!Opcode.isKnown(opcode)) {
      throw ProtocolViolation.protocol("unknown opcode");
    }
    if ((second & MASKED) == 0) {
      throw ProtocolViolation.protocol("frame without a mask");
    }
    if (isControl()) {
      checkControl(second & ~MASKED);
    }
  }

  private void checkControl(int shortLength) throws ProtocolViolation {
    if (!isFinal()) {
      throw ProtocolViolation.protocol("fragmented control frame");
    }
    if (shortLength >= LENGTH_16) {
      throw ProtocolViolation.protocol("control frame longer than 125 bytes");
    }
  }

  private boolean parseLongLength(ByteBuf in, int index, int readable, int shortLength)
      throws ProtocolViolation {
    boolean wide = shortLength == LENGTH_64;
    size = SHORTEST + (wide ? Long.BYTES : Short.BYTES);
    if (readable < size) {
      return false;
    }
    length = wide ? in.getLong(index + 2) : in.getUnsignedShort(index + 2);
    if (length < 0) {
      throw ProtocolViolation.protocol("negative length");
    }
    if (length < (wide ? 0x1_0000 : LENGTH_16)) {
      throw ProtocolViolation.protocol("length not in its shortest form");
    }
    return true;
  }

  /** The opcode of the frame. */
  int opcode() {
    return first & 0xF;
  }

  boolean isControl() {
    return (first & Opcode.CONTROL) != 0;
  }

  boolean isFinal() {
    return (first & Opcode.FIN) != 0;
  }

  boolean isCompressed() {
    return (first & Opcode.RSV1) != 0;
  }

  /** Bytes of the head itself. */
  int size() {
    return size;
  }

  /** Bytes of payload that the head announces. */
  long length() {
    return length;
  }

  /** The key that the payload is masked with. */
  int mask() {
    return mask;
  }

  /** Bytes that a server's head takes for a payload. */
  static int serverSize(int length) {
    if (length < LENGTH_16) {
      return 2;
    }
    return length < 0x1_0000 ? 4 : MAX_SERVER_BYTES;
  }

  /**
   * Writes a server's head so that it ends where the payload begins.
   *
   * @param first the first byte: opcode and flags
   * @return the index where the frame begins
   */
  static int write(ByteBuf out, int payload, int length, int first) {
    int start = payload - serverSize(length);
    if (length < LENGTH_16) {
      out.setShort(start, first << 8 | length);
    } else if (length < 0x1_0000) {
      out.setInt(start, first << 24 | LENGTH_16 << 16 | length);
    } else {
      out.setShort(start, first << 8 | LENGTH_64);
      out.setLong(start + 2, length);
    }
    return start;
  }
}

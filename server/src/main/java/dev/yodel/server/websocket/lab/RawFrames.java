package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.Corruption;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Frames byte by byte (RFC 6455 section 5.2), right ones and wrong ones.
 *
 * <pre>
 *  | FIN RSV1-3 opcode(4) | MASK length(7) | length(16 or 64)? | key(32)? | payload |
 * </pre>
 */
final class RawFrames {

  static final int FIN = 0x80;
  static final int RSV1 = 0x40;
  static final int TEXT = 1;
  static final int BINARY = 2;

  private static final int RSV2 = 0x20;
  private static final int RESERVED_OPCODE = 3;
  private static final int PING = 9;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};
  private static final byte[] NO_UTF8 = {(byte) 0xc3, 0x28};

  private RawFrames() {}

  /** The longest header without a key. */
  static final int HEADER_BYTES = 10;

  static void header(ByteBuf out, int first, int masked, long length) {
    out.writeByte(first);
    if (length <= SHORT) {
      out.writeByte(masked | (int) length);
    } else if (length <= 0xffff) {
      out.writeByte(masked | TWO_BYTES).writeShort((int) length);
    } else {
      out.writeByte(masked | EIGHT_BYTES).writeLong(length);
    }
  }

  /** A frame around bytes, which are read but not released. */
  static void frame(ByteBuf out, int first, ByteBuf payload) {
    header(out, first, 0, payload.readableBytes());
    out.writeBytes(payload);
  }

  static void ping(ByteBuf out, long number) {
    byte[] payload = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    header(out, FIN | PING, 0, payload.length);
    out.writeBytes(payload);
  }

  /** A frame that breaks one rule; the bytes are read but not released. */
  static void corrupted(ByteBuf out, Corruption how, int opcode, ByteBuf payload) {
    int length = payload.readableBytes();
    switch (how) {
      case UTF8 -> {
        header(out, FIN | TEXT, 0, length + NO_UTF8.length);
        out.writeBytes(payload).writeBytes(NO_UTF8);
      }
      case MASK -> {
        header(out, FIN | opcode, MASKED, length);
        out.writeBytes(KEY);
        for (int at = 0; payload.isReadable(); at++) {
          out.writeByte(payload.readByte() ^ KEY[at % KEY.length]);
        }
      }
      case RSV -> frame(out, FIN | RSV2 | opcode, payload);
      case OPCODE -> frame(out, FIN | RESERVED_OPCODE, payload);
      case LENGTH -> {
        out.writeByte(FIN | opcode).writeByte(EIGHT_BYTES).writeLong(Long.MIN_VALUE | length);
        out.writeBytes(payload);
      }
    }
  }
}

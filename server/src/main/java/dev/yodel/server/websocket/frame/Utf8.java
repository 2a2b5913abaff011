package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks UTF-8 (RFC 3629) piece by piece, refusing the first byte that no text could hold.
 *
 * <pre>
 *   state = 0                      between characters
 *   state = need | low | high      inside one: so many bytes to come, the next of them in [low, high]
 * </pre>
 *
 * Only the byte after the first is restricted (overlong forms, surrogates, above U+10FFFF); the
 * others lie in [80, BF]. Eight ASCII bytes are passed in one step.
 */
final class Utf8 {

  /** The state between characters: where a text may end. */
  static final int COMPLETE = 0;

  /** The state after a byte that no UTF-8 text could hold there. */
  static final int INVALID = -1;

  /** The high bit of each of eight bytes. */
  static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private static final int ANY_TAIL = 0x80_BF;

  private Utf8() {}

  /** Whether the readable bytes of a buffer are a whole text. */
  static boolean isWhole(ByteBuf text) {
    return check(COMPLETE, text, text.readerIndex(), text.readableBytes()) == COMPLETE;
  }

  /**
   * The state after so many more bytes: {@link #INVALID}, {@link #COMPLETE} or inside a character.
   */
  static int check(int state, ByteBuf text, int index, int length) {
    if (length == 0) {
      return state;
    }
    boolean shared = text.nioBufferCount() == 1;
    ByteBuffer bytes =
        shared ? text.internalNioBuffer(index, length) : text.nioBuffer(index, length);
    ByteOrder before = bytes.order();
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int next = check(state, bytes);
    bytes.order(before);
    return next;
  }

  private static int check(int state, ByteBuffer bytes) {
    int now = state;
    int at = bytes.position();
    int end = bytes.limit();
    while (at < end && now != INVALID) {
      if (now == COMPLETE) {
        at = skipAscii(bytes, at, end);
        if (at == end) {
          return COMPLETE;
        }
        now = first(bytes.get(at++) & 0xFF);
      } else {
        now = next(now, bytes.get(at++) & 0xFF);
      }
    }
    return now;
  }

  /** The index of the first byte that is not ASCII. */
  private static int skipAscii(ByteBuffer bytes, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long high = bytes.getLong(at) & NOT_ASCII;
      if (high != 0) {
        return at + (Long.numberOfTrailingZeros(high) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < end && bytes.get(at) >= 0) {
      at++;
    }
    return at;
  }

  private static int first(int b) {
    if (b < 0xC2 || b > 0xF4) {
      return INVALID;
    }
    if (b < 0xE0) {
      return need(1, ANY_TAIL);
    }
    return switch (b) {
      case 0xE0 -> need(2, 0xA0_BF);
      case 0xED -> need(2, 0x80_9F);
      case 0xF0 -> need(3, 0x90_BF);
      case 0xF4 -> need(3, 0x80_8F);
      default -> need(b < 0xF0 ? 2 : 3, ANY_TAIL);
    };
  }

  private static int next(int state, int b) {
    if (b < ((state >>> 8) & 0xFF) || b > (state & 0xFF)) {
      return INVALID;
    }
    int left = (state >>> 16) - 1;
    return left == 0 ? COMPLETE : need(left, ANY_TAIL);
  }

  private static int need(int tails, int range) {
    return tails << 16 | range;
  }
}

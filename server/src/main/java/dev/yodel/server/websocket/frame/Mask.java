package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes a payload's mask away (RFC 6455 section 5.3) in the buffer it came in, eight bytes at a
 * time, and tells on the way whether all of it was ASCII.
 */
final class Mask {

  /** From here on a view of the memory pays for itself: below it, the buffer's own accessors. */
  private static final int VIEW_FROM = 128;

  private Mask() {}

  /**
   * Unmasks a payload from one index to another at or below it.
   *
   * @param mask the key as its four bytes stand on the wire
   * @return the bits that any of the bytes has: without {@link Utf8#NOT_ASCII}, all are ASCII
   */
  static long apply(ByteBuf buffer, int from, int to, int length, int mask) {
    if (mask == 0 && from == to) {
      return Utf8.NOT_ASCII;
    }
    int low = Integer.reverseBytes(mask);
    long key = (long) low << 32 | (low & 0xFFFF_FFFFL);
    if (length >= VIEW_FROM && buffer.nioBufferCount() == 1) {
      int end = from + length;
      ByteBuffer view = buffer.internalNioBuffer(to, end - to);
      ByteOrder before = view.order();
      int shift = view.position() - to;
      view.order(ByteOrder.LITTLE_ENDIAN);
      long bits = applyToView(view, from + shift, to + shift, length, key);
      view.order(before);
      return bits;
    }
    return applyToBuffer(buffer, from, to, length, key);
  }

  /** The key for the byte that follows so many. */
  static int rotate(int mask, int bytes) {
    return Integer.rotateLeft(mask, (bytes & 3) * Byte.SIZE);
  }

  private static long applyToView(ByteBuffer view, int from, int to, int length, long key) {
    long bits = 0;
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      long plain = view.getLong(from + at) ^ key;
      view.putLong(to + at, plain);
      bits |= plain;
    }
    for (; at < length; at++) {
      byte plain = (byte) (view.get(from + at) ^ (key >>> ((at & 7) * Byte.SIZE)));
      view.put(to + at, plain);
      bits |= plain;
    }
    return bits;
  }

  private static long applyToBuffer(ByteBuf buffer, int from, int to, int length, long key) {
    long bits = 0;
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      long plain = buffer.getLongLE(from + at) ^ key;
      buffer.setLongLE(to + at, plain);
      bits |= plain;
    }
    for (; at < length; at++) {
      byte plain = (byte) (buffer.getByte(from + at) ^ (key >>> ((at & 7) * Byte.SIZE)));
      buffer.setByte(to + at, plain);
      bits |= plain;
    }
    return bits;
  }
}

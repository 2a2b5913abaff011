package dev.yodel.client.bench;

import io.netty.buffer.ByteBuf;

/**
 * What a post begins with, 36 hexadecimal digits: run, poster, number, and the instant it was due.
 */
final class Stamp {

  /** Digits. */
  static final int LENGTH = 36;

  static final int MAX_POSTERS = 0xffff;

  /** The number of a post that only asks who is there. */
  static final int PROBE = 0x7fff_ffff;

  private static final int RUN = 0;
  private static final int POSTER = 8;
  private static final int NUMBER = 12;
  private static final int INSTANT = 20;
  private static final int DIGIT_BITS = 4;

  private Stamp() {}

  static void write(byte[] to, int run, int poster, int number, long instant) {
    put(to, RUN, POSTER, run);
    put(to, POSTER, NUMBER, poster);
    put(to, NUMBER, INSTANT, number);
    put(to, INSTANT, LENGTH, instant);
  }

  /** Whether this is a post of that run. */
  static boolean isOf(int run, ByteBuf bytes) {
    if (bytes.readableBytes() < LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (digit(bytes.getByte(bytes.readerIndex() + i)) < 0) {
        return false;
      }
    }
    return (int) get(bytes, RUN, POSTER) == run;
  }

  static int poster(ByteBuf bytes) {
    return (int) get(bytes, POSTER, NUMBER);
  }

  static int number(ByteBuf bytes) {
    return (int) get(bytes, NUMBER, INSTANT);
  }

  static long instant(ByteBuf bytes) {
    return get(bytes, INSTANT, LENGTH);
  }

  private static void put(byte[] to, int from, int end, long value) {
    long rest = value;
    for (int i = end - 1; i >= from; i--) {
      int digit = (int) (rest & 0xf);
      to[i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
      rest >>>= DIGIT_BITS;
    }
  }

  private static long get(ByteBuf bytes, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      value = value << DIGIT_BITS | digit(bytes.getByte(bytes.readerIndex() + i));
    }
    return value;
  }

  private static int digit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
  }
}

package dev.yodel.client.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;

/**
 * What messages hold: pieces of one random table. The connection and the number of a message give
 * its place there, so that an answer is compared with what was sent without keeping it, and two
 * messages that follow each other differ. Safe to read from any thread.
 */
final class Payloads {

  private static final int PLACES = 1 << 16;
  private static final int OF_CONNECTION = 40_503;
  private static final int OF_NUMBER = 25_173; // odd: 65,536 messages in a row have their own place
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final byte[] table;
  private final ByteBuf view;
  private final int[] sizes;

  Payloads(Plan.Shape shape, long seed) {
    List<Integer> list = shape.sizes();
    sizes = list.stream().mapToInt(Integer::intValue).toArray();
    table = new byte[Math.addExact(shape.largest(), PLACES)];
    new Random(seed).nextBytes(table);
    if (shape.text()) {
      for (int i = 0; i < table.length; i++) {
        table[i] = (byte) LETTERS.charAt(table[i] & (LETTERS.length() - 1));
      }
    }
    view = Unpooled.wrappedBuffer(table);
  }

  /** Which of the sizes a message has. */
  int kind(long number) {
    return (int) (number % sizes.length);
  }

  int size(long number) {
    return sizes[kind(number)];
  }

  /** A message, not copied. */
  ByteBuf message(int connection, long number) {
    return Unpooled.wrappedBuffer(table, place(connection, number), size(number));
  }

  /** Whether this is that message. */
  boolean isMessage(ByteBuf bytes, int connection, long number) {
    return bytes.readableBytes() == size(number) && endsLike(bytes, 0, connection, number);
  }

  /** Writes a message's bytes from some place on. */
  void fill(byte[] to, int from, int connection, long number) {
    System.arraycopy(table, place(connection, number) + from, to, from, to.length - from);
  }

  /** Whether the bytes from some place on are that message's. */
  boolean endsLike(ByteBuf bytes, int from, int connection, long number) {
    return ByteBufUtil.equals(
        bytes,
        bytes.readerIndex() + from,
        view,
        place(connection, number) + from,
        bytes.readableBytes() - from);
  }

  private static int place(int connection, long number) {
    return (int) ((connection * (long) OF_CONNECTION + number * OF_NUMBER) & (PLACES - 1));
  }
}

package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The one inflater and the one deflater of an event loop (RFC 7692 section 7.2).
 *
 * <p>No message leans on an earlier one, since both sides agreed on no context takeover: so all
 * connections of the loop use them in turn, and none of them costs memory while it is idle.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class DeflateEngine {

  /** The largest window, as the power of two that zlib counts in: {@value}. */
  static final int MAX_WINDOW_BITS = 15;

  /** What the sender took off the end, and a last block: reaching it proves the message whole. */
  private static final byte[] TAIL = {0, 0, -1, -1, 1, 0, 0, -1, -1};

  /** The most blocks of a message that call themselves the last: {@value}. */
  static final int MOST_LAST_BLOCKS = 1_000;

  private static final int SYNC_MARK = 4;
  private static final int STEP = 8192;

  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

  /**
   * Inflates a message; it is read, and its buffer written to, but not released.
   *
   * @param room bytes to leave free in front of the result
   * @param max the longest result; one byte more is a violation, found before it is in memory
   */
  ByteBuf inflate(ByteBuf compressed, ByteBufAllocator allocator, int room, int max)
      throws ProtocolViolation {
    int guess = (int) Math.min(max, STEP + 2L * compressed.readableBytes());
    ByteBuf plain = allocator.directBuffer(room + guess).setIndex(room, room);
    boolean whole = false;
    try {
      // Some peers send an empty message as no bytes at all instead of as one empty block.
      if (compressed.isReadable()) {
        compressed.writeBytes(TAIL);
        inflateAll(compressed.nioBuffer(), plain, room + max);
      }
      whole = true;
      return plain;
    } catch (DataFormatException corrupt) {
      throw ProtocolViolation.payload("compressed message is corrupt");
    } finally {
      inflater.reset();
      if (!whole) {
        plain.release();
      }
    }
  }

  private void inflateAll(ByteBuffer compressed, ByteBuf plain, int end)
      throws DataFormatException, ProtocolViolation {
    inflater.setInput(compressed);
    int ends = 0;
    while (!inflater.finished() || compressed.hasRemaining()) {
      if (inflater.finished()) {
        // A block that calls itself the last may be followed by more (RFC 7692 section 7.2.3.5).
        if (++ends > MOST_LAST_BLOCKS) {
          throw ProtocolViolation.tooBig("too many last blocks");
        }
        inflater.reset();
        inflater.setInput(compressed);
      }
      int at = plain.writerIndex();
      int left = end - at;
      plain.ensureWritable(Math.min(left + 1, STEP));
      int written =
          inflater.inflate(plain.nioBuffer(at, Math.min(left + 1, plain.writableBytes())));
      plain.writerIndex(at + written);
      if (written > left) {
        throw ProtocolViolation.tooBig("message too big");
      }
      if (written == 0 && !inflater.finished()) {
        throw ProtocolViolation.payload("compressed message ends inside a block");
      }
    }
  }

  /**
   * Deflates a message to the end of a buffer.
   *
   * @param windowBits how far back the peer can look, as a power of two
   */
  void deflate(ByteBuf plain, ByteBuf compressed, int windowBits) {
    int window = windowBits == MAX_WINDOW_BITS ? Integer.MAX_VALUE : 1 << windowBits;
    int at = plain.readerIndex();
    int end = plain.writerIndex();
    try {
      while (at < end) {
        // zlib's own window is always the largest: for a smaller one it is made to forget in time.
        int bytes = Math.min(window, end - at);
        deflater.setInput(plain.nioBuffer(at, bytes));
        at += bytes;
        drain(compressed, at < end ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH);
      }
    } finally {
      deflater.reset(); // without memory for the rest it would go to whoever comes next
    }
    compressed.writerIndex(compressed.writerIndex() - SYNC_MARK);
  }

  private void drain(ByteBuf compressed, int flush) {
    int space;
    int written;
    do {
      compressed.ensureWritable(64);
      space = compressed.writableBytes();
      written = deflater.deflate(compressed.nioBuffer(compressed.writerIndex(), space), flush);
      compressed.writerIndex(compressed.writerIndex() + written);
    } while (written == space);
  }

  /** Gives back the memory outside the heap. */
  void close() {
    inflater.end();
    deflater.end();
  }
}

package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole text frame (RFC 6455 section 5.2), or several, in one buffer, made once and written to
 * many connections below the encoder; beside it the same compressed, where somebody takes it so and
 * it is shorter. Reference-counted by whoever keeps it.
 */
@OwnedBy(OwnedBy.Kind.ANY)
final class PreparedFrame {

  private static final int FINAL_TEXT = 0x81;
  private static final int SHORT = 125;
  private static final int MEDIUM = 0xFFFF;
  private static final int MEDIUM_MARK = 126;
  private static final int LONG_MARK = 127;
  private static final int MAX_HEADER = 10;

  private final ByteBuf bytes;
  private final @Nullable ByteBuf compressed;
  private final int reach;
  private final int messages;

  /**
   * Takes its buffers over.
   *
   * @param reach the longest text in what is compressed, which looks back no further
   * @param messages how many there are in it
   */
  private PreparedFrame(ByteBuf bytes, @Nullable ByteBuf compressed, int reach, int messages) {
    this.bytes = bytes;
    this.compressed = compressed;
    this.reach = reach;
    this.messages = messages;
  }

  /** A frame with the text; its maker releases it once. */
  static PreparedFrame text(ByteBufAllocator allocator, byte[] utf8, FrameDeflater deflater) {
    ByteBuf compressed = deflater.text(allocator, utf8);
    ByteBuf bytes = allocator.directBuffer(MAX_HEADER + utf8.length);
    bytes.writeByte(FINAL_TEXT);
    if (utf8.length <= SHORT) {
      bytes.writeByte(utf8.length);
    } else if (utf8.length <= MEDIUM) {
      bytes.writeByte(MEDIUM_MARK).writeShort(utf8.length);
    } else {
      bytes.writeByte(LONG_MARK).writeLong(utf8.length);
    }
    return new PreparedFrame(bytes.writeBytes(utf8), compressed, utf8.length, 1);
  }

  /** Copies several into one buffer, which one write passes on; its maker releases it once. */
  static PreparedFrame join(ByteBufAllocator allocator, List<PreparedFrame> frames) {
    int reach = 0;
    for (PreparedFrame frame : frames) {
      reach = frame.isCompressed() ? Math.max(reach, frame.reach) : reach;
    }
    return new PreparedFrame(
        joined(allocator, frames, 0),
        reach == 0 ? null : joined(allocator, frames, reach),
        reach,
        frames.stream().mapToInt(PreparedFrame::messages).sum());
  }

  private static ByteBuf joined(
      ByteBufAllocator allocator, List<PreparedFrame> frames, int window) {
    int size = frames.stream().mapToInt(frame -> frame.best(window).readableBytes()).sum();
    ByteBuf joined = allocator.directBuffer(size);
    for (PreparedFrame frame : frames) {
      ByteBuf best = frame.best(window);
      joined.writeBytes(best, best.readerIndex(), best.readableBytes());
    }
    return joined;
  }

  /** How many messages it holds. */
  int messages() {
    return messages;
  }

  private ByteBuf best(int window) {
    return compressed != null && reach <= window ? compressed : bytes;
  }

  /**
   * The bytes for one more connection, which releases them when they are sent.
   *
   * @param window how far back its peer can look in what is compressed; 0 if it takes plain frames
   *     alone
   */
  ByteBuf share(int window) {
    return best(window).retainedDuplicate();
  }

  /** Whether there is a compressed one. */
  boolean isCompressed() {
    return compressed != null;
  }

  /** All bytes that it keeps. */
  int size() {
    return bytes.readableBytes() + (compressed == null ? 0 : compressed.readableBytes());
  }

  void retain() {
    bytes.retain();
    if (compressed != null) {
      compressed.retain();
    }
  }

  void release() {
    bytes.release();
    if (compressed != null) {
      compressed.release();
    }
  }
}

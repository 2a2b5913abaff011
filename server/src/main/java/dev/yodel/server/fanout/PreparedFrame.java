package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * A whole text frame (RFC 6455 section 5.2), or several, in one buffer, made once and written to
 * many connections below the encoder. Reference-counted by whoever keeps it.
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

  private PreparedFrame(ByteBuf bytes) {
    this.bytes = bytes;
  }

  /** A frame with the text; its maker releases it once. */
  static PreparedFrame text(ByteBufAllocator allocator, byte[] utf8) {
    ByteBuf bytes = allocator.directBuffer(MAX_HEADER + utf8.length);
    bytes.writeByte(FINAL_TEXT);
    if (utf8.length <= SHORT) {
      bytes.writeByte(utf8.length);
    } else if (utf8.length <= MEDIUM) {
      bytes.writeByte(MEDIUM_MARK).writeShort(utf8.length);
    } else {
      bytes.writeByte(LONG_MARK).writeLong(utf8.length);
    }
    return new PreparedFrame(bytes.writeBytes(utf8));
  }

  /** Copies several into one buffer, which one write passes on; its maker releases it once. */
  static PreparedFrame join(ByteBufAllocator allocator, List<PreparedFrame> frames) {
    int size = frames.stream().mapToInt(PreparedFrame::size).sum();
    ByteBuf bytes = allocator.directBuffer(size);
    for (PreparedFrame frame : frames) {
      bytes.writeBytes(frame.bytes, frame.bytes.readerIndex(), frame.size());
    }
    return new PreparedFrame(bytes);
  }

  /** The bytes for one more connection, which releases them when they are sent. */
  ByteBuf share() {
    return bytes.retainedDuplicate();
  }

  int size() {
    return bytes.readableBytes();
  }

  void retain() {
    bytes.retain();
  }

  void release() {
    bytes.release();
  }
}

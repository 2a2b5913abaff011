package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the frames that many connections share, and counts them. */
@OwnedBy(OwnedBy.Kind.ANY)
final class FrameMaker {

  private final ByteBufAllocator allocator;
  private final FrameDeflater deflater;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong compressed = new AtomicLong();

  FrameMaker(ByteBufAllocator allocator, FrameDeflater deflater) {
    this.allocator = allocator;
    this.deflater = deflater;
  }

  /** A frame, compressed as well if that is wanted. */
  PreparedFrame text(byte[] utf8, boolean deflate) {
    made.incrementAndGet();
    FrameDeflater wanted = deflate ? deflater : FrameDeflater.NONE;
    PreparedFrame frame = PreparedFrame.text(allocator, utf8, wanted);
    if (frame.isCompressed()) {
      compressed.incrementAndGet();
    }
    return frame;
  }

  /** One buffer with all of several frames. */
  PreparedFrame join(List<PreparedFrame> frames) {
    return PreparedFrame.join(allocator, frames);
  }

  /** How many frames were encoded for an audience, however large. */
  long made() {
    return made.get();
  }

  /** How many of them were compressed, however many take them so. */
  long compressed() {
    return compressed.get();
  }
}

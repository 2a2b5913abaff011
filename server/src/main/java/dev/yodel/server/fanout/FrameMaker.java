package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the frames that many connections share, and counts them. */
@OwnedBy(OwnedBy.Kind.ANY)
final class FrameMaker {

  private final ByteBufAllocator allocator;
  private final AtomicLong made = new AtomicLong();

  FrameMaker(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  PreparedFrame text(byte[] utf8) {
    made.incrementAndGet();
    return PreparedFrame.text(allocator, utf8);
  }

  /** One buffer with all of several frames. */
  PreparedFrame join(List<PreparedFrame> frames) {
    return PreparedFrame.join(allocator, frames);
  }

  /** How many frames were encoded for an audience, however large. */
  long made() {
    return made.get();
  }
}

package dev.yodel.server.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Compresses a text by itself, so that everybody who agreed on compression can read it. */
@FunctionalInterface
public interface FrameDeflater {

  /** Finds that no text gets shorter. */
  FrameDeflater NONE = (allocator, utf8) -> null;

  /** The whole frame, or null where it would be no shorter; called on an event loop. */
  @Nullable ByteBuf text(ByteBufAllocator allocator, byte[] utf8);
}

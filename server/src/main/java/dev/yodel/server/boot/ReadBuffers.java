package dev.yodel.server.boot;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Buffers to read into, of the size that the last reads had. Large ones come from the pool that
 * keeps its memory: the adaptive one gives it back in between, and the JVM fills it with zeros when
 * it is asked for again.
 */
final class ReadBuffers implements RecvByteBufAllocator {

  /** From here on zeros cost more than the pool does. */
  private static final int LARGE = 8 * 1024;

  private final RecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator();

  @Override
  public ExtendedHandle newHandle() {
    return new Buffers((ExtendedHandle) sizes.newHandle());
  }

  private static final class Buffers extends DelegatingHandle implements ExtendedHandle {

    Buffers(ExtendedHandle sizes) {
      super(sizes);
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator channels) {
      int size = guess();
      return size < LARGE
          ? channels.ioBuffer(size)
          : PooledByteBufAllocator.DEFAULT.directBuffer(size);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return ((ExtendedHandle) delegate()).continueReading(maybeMore);
    }
  }
}

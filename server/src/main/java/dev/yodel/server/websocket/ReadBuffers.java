package dev.yodel.server.websocket;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Buffers for one connection to be read into, of the size that the last reads had, but at most
 * double what was filled before: a new peer, and one that was read later because it sent too much,
 * does not put more than {@value #FIRST} bytes of work into a turn of its loop until it was
 * counted.
 *
 * <p>Large ones come from the pool that keeps its memory: the adaptive one gives it back in
 * between, and the JVM fills it with zeros when it is asked for again.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class ReadBuffers implements RecvByteBufAllocator {

  /** The most that is read at once of a peer of whom nothing is known, in bytes: {@value}. */
  static final int FIRST = 2 * 1024;

  /** The most that is read at once, in bytes. */
  static final int MOST = 64 * 1024;

  /** From here on zeros cost more than the pool does. */
  private static final int LARGE = 8 * 1024;

  private static final RecvByteBufAllocator SIZES =
      new AdaptiveRecvByteBufAllocator(64, FIRST, MOST);

  private int limit = MOST;
  private int most = FIRST;

  /** The most that the next read brings, in bytes. */
  int most() {
    return most;
  }

  /** The peer may send compressed messages, each a thousand times as much as is read of it. */
  void compressed() {
    limit = FIRST;
    most = Math.min(most, limit);
  }

  /** Begins anew, as with a peer of whom nothing is known. */
  void restart() {
    most = FIRST;
  }

  @Override
  public ExtendedHandle newHandle() {
    return new Buffers((ExtendedHandle) SIZES.newHandle());
  }

  private final class Buffers extends DelegatingHandle implements ExtendedHandle {

    Buffers(ExtendedHandle sizes) {
      super(sizes);
    }

    @Override
    public int guess() {
      return Math.min(most, super.guess());
    }

    @Override
    public void lastBytesRead(int bytes) {
      if (bytes >= most && most < limit) {
        most *= 2;
      }
      super.lastBytesRead(bytes);
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

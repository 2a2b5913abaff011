package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets bytes leave in pieces, each in its own write, at least one interval after the one before and
 * not before the socket took that.
 *
 * <p>Stands next to the socket, so that whatever is written behind it goes in pieces. What waits
 * here does not count as pending in the channel: above {@value #MOST_PIECES} pieces the channel is
 * not writable.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class DripHandler extends ChannelDuplexHandler {

  /** As many pieces may wait while the channel is writable: {@value}. */
  static final int MOST_PIECES = 256;

  private final int pieceBytes;
  private final Interval interval;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final boolean once;
  private boolean over;
  private int pieces;
  private @Nullable Future<?> timer;

  /** How long to wait between the pieces of a buffer of so many bytes. */
  @FunctionalInterface
  interface Interval {
    long nanos(int bytes);
  }

  private record Waiting(ByteBuf bytes, long intervalNanos, ChannelPromise promise) {}

  private DripHandler(int pieceBytes, Interval interval, boolean once) {
    this.pieceBytes = pieceBytes;
    this.interval = interval;
    this.once = once;
  }

  /** Pieces of one size, one each millisecond. */
  static DripHandler chopping(int pieceBytes) {
    return new DripHandler(pieceBytes, bytes -> TimeUnit.MILLISECONDS.toNanos(1), false);
  }

  /**
   * Single bytes of the first buffer, so slowly that it takes at least this time; all else after.
   */
  static DripHandler over(Duration time) {
    return new DripHandler(1, bytes -> time.toNanos() / Math.max(1, bytes - 1) + 1, true);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!over && message instanceof ByteBuf bytes && bytes.isReadable()) {
      queue.add(new Waiting(bytes, interval.nanos(bytes.readableBytes()), promise.unvoid()));
      count(context, (bytes.readableBytes() + pieceBytes - 1) / pieceBytes);
      if (timer == null) {
        next(context);
      }
    } else {
      context.write(message, promise);
    }
  }

  private void next(ChannelHandlerContext context) {
    timer = null;
    Waiting head = queue.peek();
    if (head == null) {
      return;
    }
    ByteBuf bytes = head.bytes();
    boolean last = bytes.readableBytes() <= pieceBytes;
    ChannelPromise taken = last ? head.promise() : context.newPromise();
    // First the timer, then the write: its promise may bring the next write before it returns.
    timer =
        context
            .executor()
            .schedule(
                () -> taken.addListener(done -> next(context)),
                head.intervalNanos(),
                TimeUnit.NANOSECONDS);
    count(context, -1);
    if (last) {
      queue.remove();
      over = once;
      context.writeAndFlush(bytes, taken);
      if (over) {
        letGo(context);
      }
    } else {
      context.writeAndFlush(bytes.readRetainedSlice(pieceBytes), taken);
    }
  }

  private void count(ChannelHandlerContext context, int more) {
    pieces += more;
    ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
    if (buffer != null) {
      int reason = once ? 2 : 1; // a slow handshake and chop may drip on one connection
      buffer.setUserDefinedWritability(reason, pieces <= MOST_PIECES);
    }
  }

  /** What was written behind the first buffer follows it whole. */
  private void letGo(ChannelHandlerContext context) {
    stop(context);
    for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
      context.write(waiting.bytes(), waiting.promise());
    }
    context.flush();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    drop(context);
    context.close(promise);
  }

  /** Fails what waits while the pipeline still stands: whoever wrote it may pass the failure on. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    drop(context);
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    drop(context);
  }

  private void stop(ChannelHandlerContext context) {
    count(context, -pieces);
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void drop(ChannelHandlerContext context) {
    stop(context);
    for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
      ReferenceCountUtil.release(waiting.bytes());
      waiting.promise().tryFailure(new ClosedChannelException());
    }
  }
}

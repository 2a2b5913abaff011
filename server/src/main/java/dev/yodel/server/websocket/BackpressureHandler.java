package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops reading from a peer that does not take what was written to it, and closes it with {@link
 * CloseCode#TOO_SLOW} when it takes not a byte for the stall timeout.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class BackpressureHandler extends ChannelInboundHandlerAdapter {

  /** A stall is looked for so often within the timeout, and found at most a look late: {@value}. */
  private static final int LOOKS = 10;

  private final ReadGate gate;
  private final long timeoutNanos;
  private @Nullable Future<?> timer;

  public BackpressureHandler(ReadGate gate, Duration stallTimeout) {
    this.gate = gate;
    this.timeoutNanos = stallTimeout.toNanos();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    follow(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    follow(context);
    context.fireChannelWritabilityChanged();
  }

  private void follow(ChannelHandlerContext context) {
    boolean writable = context.channel().isWritable();
    gate.set(ReadGate.Reason.UNWRITABLE, !writable);
    if (writable) {
      cancel();
    } else if (timer == null) {
      watch(context, Progress.of(context), now(context));
    }
  }

  private void watch(ChannelHandlerContext context, Progress seen, long since) {
    long left = timeoutNanos - (now(context) - since);
    long nanos = Math.min(left, Math.max(1, timeoutNanos / LOOKS));
    timer =
        context.executor().schedule(() -> look(context, seen, since), nanos, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context, Progress seen, long since) {
    Progress progress = Progress.of(context);
    if (progress.pending() == 0 || !progress.equals(seen)) {
      watch(context, progress, now(context));
    } else if (now(context) - since < timeoutNanos) {
      watch(context, seen, since);
    } else {
      context.channel().writeAndFlush(CloseFrames.of(CloseCode.TOO_SLOW));
    }
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /**
   * How far the socket has come: unchanged when not a byte was taken.
   *
   * @param message identity of the first message that is not wholly taken
   * @param taken bytes of that message
   * @param pending 0 when the socket took everything, and who writes is slow
   */
  private record Progress(int message, long taken, long pending) {

    static Progress of(ChannelHandlerContext context) {
      ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
      return buffer == null
          ? new Progress(0, 0, 0)
          : new Progress(
              System.identityHashCode(buffer.current()),
              buffer.currentProgress(),
              buffer.totalPendingWriteBytes());
    }
  }
}

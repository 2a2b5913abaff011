package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings the peer, and closes with {@link CloseCode#HEARTBEAT_TIMEOUT} when it stays silent.
 *
 * <p>Whatever arrives is a sign of life, half a frame too; what leaves is none. Silence counts only
 * while the connection is being read: a peer that is held back cannot be heard.
 *
 * <pre>
 *   ping ---- timeout ----> heard since? yes: ping again one interval after the last ping
 *                           no: close, or ask again later if the connection was not being read
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class HeartbeatHandler extends ChannelInboundHandlerAdapter {

  private final ReadGate gate;
  private final long intervalNanos;
  private final long timeoutNanos;
  private @Nullable Future<?> timer;
  private boolean heard;
  private long pingedAt;

  /** A heartbeat; the timeout is shorter than the interval. */
  public HeartbeatHandler(ReadGate gate, Duration interval, Duration timeout) {
    this.gate = gate;
    this.intervalNanos = interval.toNanos();
    this.timeoutNanos = timeout.toNanos();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    schedule(context, this::ping, intervalNanos);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    heard = true;
    context.fireChannelReadComplete();
  }

  private void ping(ChannelHandlerContext context) {
    pingedAt = now(context);
    heard = false;
    if (context.channel().isWritable()) {
      context.writeAndFlush(new PingWebSocketFrame(), context.voidPromise());
    }
    schedule(context, this::check, timeoutNanos);
  }

  private void check(ChannelHandlerContext context) {
    if (heard) {
      schedule(context, this::ping, intervalNanos - timeoutNanos);
      return;
    }
    long silence = gate.isOpen() ? now(context) - Math.max(pingedAt, gate.openedAt()) : 0;
    if (silence < timeoutNanos) {
      schedule(context, this::check, timeoutNanos - silence);
      return;
    }
    context.channel().writeAndFlush(CloseFrames.of(CloseCode.HEARTBEAT_TIMEOUT));
  }

  private void schedule(ChannelHandlerContext context, Step step, long nanos) {
    timer = context.executor().schedule(() -> step.take(context), nanos, TimeUnit.NANOSECONDS);
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

  /** What a timer does. */
  @FunctionalInterface
  private interface Step {
    void take(ChannelHandlerContext context);
  }
}

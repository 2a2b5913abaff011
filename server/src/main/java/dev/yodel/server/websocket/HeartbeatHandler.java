package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings the peer, and closes with {@link CloseCode#HEARTBEAT_TIMEOUT} when it stays silent.
 *
 * <p>Whatever arrives is a sign of life, half a frame too; what leaves is none. Silence counts only
 * while the connection is being read: a peer that is held back cannot be heard. Who could not be
 * pinged, since it has yet to take what it was sent, is pinged the next time.
 *
 * <pre>
 *   ping ---- timeout ----> heard since? yes: ping again one interval after the last ping
 *                           no: close, or ask again later if the connection was not being read
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class HeartbeatHandler extends ChannelInboundHandlerAdapter {

  private final ReadGate gate;
  private final Heartbeats heartbeats;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> recheck;
  private boolean heard;
  private boolean pinged;
  private long pingedAt;

  // Its place among the others of the loop, which keeps it.
  Heartbeats.@Nullable Line line;
  @Nullable HeartbeatHandler before;
  @Nullable HeartbeatHandler after;
  long due;

  /** A heartbeat of a connection of the same loop. */
  public HeartbeatHandler(ReadGate gate, Heartbeats heartbeats) {
    this.gate = gate;
    this.heartbeats = heartbeats;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    heartbeats.begin(this);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    heard = true;
    ctx.fireChannelReadComplete();
  }

  /** The time for a ping has come. */
  void ping() {
    ChannelHandlerContext ctx = Objects.requireNonNull(context);
    pingedAt = now(ctx);
    heard = false;
    pinged = ctx.channel().isWritable();
    if (pinged) {
      ctx.writeAndFlush(new PingWebSocketFrame(), ctx.voidPromise());
    }
    if (context != null) { // the write may have been the connection's end
      heartbeats.onPinged(this);
    }
  }

  /** The time for an answer is over. */
  void check() {
    ChannelHandlerContext ctx = Objects.requireNonNull(context);
    recheck = null;
    if (heard || !pinged) {
      heartbeats.onHeard(this);
      return;
    }
    long silence = gate.isOpen() ? now(ctx) - Math.max(pingedAt, gate.openedAt()) : 0;
    long timeout = heartbeats.timeoutNanos();
    if (silence < timeout) {
      recheck = ctx.executor().schedule(this::check, timeout - silence, TimeUnit.NANOSECONDS);
      return;
    }
    ctx.channel().writeAndFlush(CloseFrames.of(CloseCode.HEARTBEAT_TIMEOUT));
  }

  private static long now(ChannelHandlerContext ctx) {
    return ctx.executor().ticker().nanoTime();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    end();
  }

  private void end() {
    context = null;
    heartbeats.leave(this);
    if (recheck != null) {
      recheck.cancel(false);
      recheck = null;
    }
  }
}

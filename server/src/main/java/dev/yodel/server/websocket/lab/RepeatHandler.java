package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Sends numbered frames unasked, one each interval, none while the peer does not take them. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class RepeatHandler extends ChannelInboundHandlerAdapter {

  private final long intervalNanos;
  private final LongFunction<WebSocketFrame> frames;
  private @Nullable Future<?> timer;
  private long number;

  private RepeatHandler(Duration interval, LongFunction<WebSocketFrame> frames) {
    this.intervalNanos = interval.toNanos();
    this.frames = frames;
  }

  /** Texts {@code tick 1}, {@code tick 2} and so on. */
  static RepeatHandler ticks(Duration interval) {
    return new RepeatHandler(interval, number -> new TextWebSocketFrame("tick " + number));
  }

  /** Pings whose payload is their number. */
  static RepeatHandler pings(Duration interval) {
    return new RepeatHandler(interval, RepeatHandler::ping);
  }

  static PingWebSocketFrame ping(long number) {
    return new PingWebSocketFrame(
        ByteBufUtil.writeAscii(UnpooledByteBufAllocator.DEFAULT, Long.toString(number)));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .scheduleAtFixedRate(
                () -> send(context), intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
  }

  private void send(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      context.writeAndFlush(frames.apply(++number));
    }
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
    }
  }
}

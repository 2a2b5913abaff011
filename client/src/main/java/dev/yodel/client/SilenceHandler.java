package dev.yodel.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Knows how long nothing has come from the peer, counted in bytes and not in whole frames. */
final class SilenceHandler extends ChannelInboundHandlerAdapter {

  private long lastReadNanos;

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    lastReadNanos = ctx.executor().ticker().nanoTime();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    lastReadNanos = ctx.executor().ticker().nanoTime();
    ctx.fireChannelRead(message);
  }

  /** How long the peer has been silent at a time of the loop's clock. */
  long nanosAt(long nowNanos) {
    return nowNanos - lastReadNanos;
  }
}

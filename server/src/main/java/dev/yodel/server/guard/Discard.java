package dev.yodel.server.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * In a pipeline behind the last word: drops what still comes, but does not work for a peer that
 * never ends.
 */
public final class Discard extends ChannelInboundHandlerAdapter {

  /** So many bytes are dropped; the rest is left unread, which stops the peer: {@value}. */
  static final int MOST = 256 * 1024;

  private int dropped;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      dropped += bytes.readableBytes();
    }
    ReferenceCountUtil.release(message);
    if (dropped >= MOST) {
      context.channel().config().setAutoRead(false);
    }
  }
}

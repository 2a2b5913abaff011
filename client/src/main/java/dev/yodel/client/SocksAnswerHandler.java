package dev.yodel.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Looks at the first byte of a SOCKS 5 proxy (RFC 1928 section 3), and goes.
 *
 * <p>Implementation note: Netty's decoder takes any other protocol for a proxy that accepts no
 * authentication, and hands the rest of it on to the handshake.
 */
final class SocksAnswerHandler extends ChannelInboundHandlerAdapter {

  private static final int VERSION = 5;

  private final Dial dial;

  SocksAnswerHandler(Dial dial) {
    this.dial = dial;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes
        && bytes.isReadable()
        && bytes.getByte(bytes.readerIndex()) != VERSION) {
      ReferenceCountUtil.release(message);
      dial.failedAtProxy("the answer is not SOCKS 5", null);
      return;
    }
    ctx.pipeline().remove(this);
    ctx.fireChannelRead(message);
  }
}

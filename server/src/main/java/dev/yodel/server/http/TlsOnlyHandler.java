package dev.yodel.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;

/** Refuses every request of a connection that came in plain text to a port of TLS. */
@Sharable
public final class TlsOnlyHandler extends ChannelInboundHandlerAdapter {

  private static final Answer REFUSAL =
      Answer.text(
          HttpResponseStatus.BAD_REQUEST, "This port speaks TLS: expected https:// or wss://");

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean head =
        message instanceof FullHttpRequest request && HttpMethod.HEAD.equals(request.method());
    ReferenceCountUtil.release(message);
    RequestHeadHandler.send(context, REFUSAL.toResponse(head), false);
  }
}

package dev.yodel.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** Answers everything with 503: there is no room for this connection. */
@Sharable
public final class BusyHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  /** Seconds after which a refused peer may try again. */
  public static final String RETRY_AFTER = "5";

  private static final Answer FULL =
      Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many connections")
          .with(Map.of("Retry-After", RETRY_AFTER));

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    RequestHeadHandler.send(
        context, FULL.toResponse(HttpMethod.HEAD.equals(request.method())), false);
  }
}

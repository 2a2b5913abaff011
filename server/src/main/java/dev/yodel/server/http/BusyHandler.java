package dev.yodel.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** Answers everything with the same refusal: there is no room for this connection. */
@Sharable
public final class BusyHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  /** Headers for a refused peer: it may try again after so many seconds, on a new connection. */
  public static final Map<String, String> COME_BACK =
      Map.of("Retry-After", "5", "Connection", "close");

  private final Answer answer;

  private BusyHandler(HttpResponseStatus status, String line) {
    this.answer = Answer.text(status, line).with(COME_BACK);
  }

  /** The server has as many connections as it may. */
  public static BusyHandler full() {
    return new BusyHandler(HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many connections");
  }

  /** The peer's address has as many connections as it may. */
  public static BusyHandler crowded() {
    return new BusyHandler(
        HttpResponseStatus.TOO_MANY_REQUESTS, "Too many connections from this address");
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    RequestHeadHandler.send(
        context, answer.toResponse(HttpMethod.HEAD.equals(request.method())), false);
  }
}

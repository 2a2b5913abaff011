package dev.yodel.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;

/** Answers every request that is not an upgrade: by its route, or with what is wrong with it. */
@Sharable
public final class RoutesHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final Map<String, Route> routes;

  public RoutesHandler(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    FullHttpResponse response =
        answer(request).toResponse(HttpMethod.HEAD.equals(request.method()));
    boolean keep = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), keep);
    RequestHeadHandler.send(context, response, keep);
  }

  private Answer answer(FullHttpRequest request) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    try {
      return answer(request, uri.path(), uri);
    } catch (IllegalArgumentException malformed) {
      return Answer.text(
          HttpResponseStatus.BAD_REQUEST,
          "URI: expected two hexadecimal digits after each percent sign");
    }
  }

  private Answer answer(FullHttpRequest request, String path, QueryStringDecoder uri) {
    Route route = routes.get(path.endsWith("/") ? path + "index.html" : path);
    if (route == null) {
      return Answer.text(HttpResponseStatus.NOT_FOUND, "Nothing here");
    }
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      return Answer.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD")
          .with(Map.of("Allow", "GET, HEAD"));
    }
    return route.answer(uri.parameters(), request.headers());
  }
}

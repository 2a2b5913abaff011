package dev.yodel.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.Set;

/** Answers every request that is not an upgrade: by its route, or with what is wrong with it. */
@Sharable
public final class RoutesHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  /** The methods of RFC 9110, and PATCH: any other is answered 501. */
  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.DELETE,
          HttpMethod.CONNECT,
          HttpMethod.OPTIONS,
          HttpMethod.TRACE,
          HttpMethod.PATCH);

  private static final Answer NOT_ALLOWED =
      Answer.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD")
          .with(Map.of("Allow", "GET, HEAD"));

  private final Map<String, Route> routes;

  public RoutesHandler(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    FullHttpResponse response =
        answer(request).toResponse(HttpMethod.HEAD.equals(request.method()));
    boolean keep = HttpUtil.isKeepAlive(request);
    if (keep && HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
      response.headers().add(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
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
    if (!KNOWN.contains(request.method())) {
      return Answer.text(HttpResponseStatus.NOT_IMPLEMENTED, "Only GET and HEAD");
    }
    Route route = routes.get(path.endsWith("/") ? path + "index.html" : path);
    boolean ofThePath = path.startsWith("/"); // not of the whole server, nor of another
    if (route == null && ofThePath) {
      return Answer.text(HttpResponseStatus.NOT_FOUND, "Nothing here");
    }
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      return NOT_ALLOWED;
    }
    return route == null
        ? Answer.text(HttpResponseStatus.BAD_REQUEST, "URI: expected a path")
        : route.answer(uri.parameters(), request.headers());
  }
}

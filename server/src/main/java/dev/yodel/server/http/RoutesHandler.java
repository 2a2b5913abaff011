package dev.yodel.server.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
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
    boolean broken = request.decoderResult().isFailure();
    Answer answer = broken ? ofBroken(request) : answer(request);
    boolean keep = !broken && HttpUtil.isKeepAlive(request);
    FullHttpResponse response = answer.toResponse(HttpMethod.HEAD.equals(request.method()));
    HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), keep);
    ChannelFuture written = context.writeAndFlush(response);
    if (!keep) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static Answer ofBroken(FullHttpRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return Answer.text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Answer.text(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header is too long");
    }
    return Answer.text(HttpResponseStatus.BAD_REQUEST, "This is not HTTP/1.1");
  }

  private Answer answer(FullHttpRequest request) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        && request.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
      return Answer.text(HttpResponseStatus.BAD_REQUEST, "Host: expected once");
    }
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

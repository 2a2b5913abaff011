package dev.yodel.server.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is not a sound HTTP/1 request for this server, upgrade or not: garbage, another
 * version, a Host that is missing, doubled, malformed or somebody else's (RFC 9112 section 3.2).
 */
@Sharable
public final class RequestHeadHandler extends ChannelInboundHandlerAdapter {

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~%!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  /** The absolute form of a target, which clients of proxies send. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)(?:https?|wss?)://([^/?#]*)([^#]*)");

  private final HostPolicy hosts;

  public RequestHeadHandler(HostPolicy hosts) {
    this.hosts = hosts;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof FullHttpRequest request)) {
      context.fireChannelRead(message);
      return;
    }
    Answer fault = faultOf(request);
    if (fault == null) {
      context.fireChannelRead(request);
      return;
    }
    boolean keep = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
    boolean head = HttpMethod.HEAD.equals(request.method());
    ReferenceCountUtil.release(request);
    send(context, fault.toResponse(head), keep);
  }

  static void send(ChannelHandlerContext context, FullHttpResponse response, boolean keep) {
    if (!keep) {
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
    }
    ChannelFuture written = context.writeAndFlush(response);
    if (!keep) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private @Nullable Answer faultOf(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return ofBroken(request.decoderResult().cause());
    }
    HttpVersion version = request.protocolVersion();
    if (!HttpVersion.HTTP_1_1.equals(version) && !HttpVersion.HTTP_1_0.equals(version)) {
      return Answer.text(
          HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP version: expected HTTP/1.1");
    }
    Matcher absolute = ABSOLUTE.matcher(request.uri());
    if (absolute.matches()) {
      request.headers().set(HttpHeaderNames.HOST, absolute.group(1));
      String target = absolute.group(2);
      request.setUri(target.startsWith("/") ? target : "/" + target);
    }
    return faultOfHost(
        request.headers().getAll(HttpHeaderNames.HOST), HttpVersion.HTTP_1_0.equals(version));
  }

  private @Nullable Answer faultOfHost(List<String> lines, boolean optional) {
    if (lines.isEmpty()) {
      return optional ? null : bad("Host: missing");
    }
    if (lines.size() > 1) {
      return bad("Host: expected once");
    }
    String host = lines.get(0);
    if (!HOST.matcher(host).matches()) {
      return bad("Host: expected a host and a port");
    }
    return hosts.allows(host)
        ? null
        : Answer.text(
            HttpResponseStatus.MISDIRECTED_REQUEST,
            "Host: expected a loopback name, or one given by --allow-host");
  }

  private static Answer ofBroken(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Answer.text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Answer.text(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header is too long");
    }
    return bad("This is not HTTP/1.1");
  }

  private static Answer bad(String line) {
    return Answer.text(HttpResponseStatus.BAD_REQUEST, line);
  }
}

package dev.yodel.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 section 9.3.6) and reports a refusal with its status,
 * its headers and as much of its body as comes within a second.
 *
 * <p>Implementation note: Netty's own handler waits for the end of the body, which a refusal need
 * not have, and takes no success but 200.
 */
final class HttpTunnelHandler extends ProxyHandler {

  private final Dial dial;
  private final @Nullable String authorization;
  private final Codec codec = new Codec();
  private @Nullable RefusedAnswer refused;
  private boolean granted;

  /**
   * Asks the proxy at an address.
   *
   * @param authorization the value of {@code Proxy-Authorization}; null for none
   */
  HttpTunnelHandler(InetSocketAddress proxy, @Nullable String authorization, Dial dial) {
    super(proxy);
    this.authorization = authorization;
    this.dial = dial;
  }

  /**
   * Not Netty's codec of a client: the handshake that follows looks for its own one by that type.
   */
  private static final class Codec
      extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {

    Codec() {
      super(
          new HttpResponseDecoder(AnswerHead.limits()) {
            @Override
            protected boolean isContentAlwaysEmpty(HttpMessage message) {
              return (message instanceof HttpResponse answer && isGrant(answer))
                  || super.isContentAlwaysEmpty(message);
            }
          },
          new HttpRequestEncoder());
    }
  }

  private static boolean isGrant(HttpResponse answer) {
    return answer.status().codeClass() == HttpStatusClass.SUCCESS;
  }

  @Override
  public String protocol() {
    return "http";
  }

  @Override
  public String authScheme() {
    return authorization == null ? "none" : "basic";
  }

  @Override
  protected void addCodec(ChannelHandlerContext ctx) {
    ctx.pipeline().addBefore(ctx.name(), null, codec);
  }

  @Override
  protected void removeEncoder(ChannelHandlerContext ctx) {
    codec.removeOutboundHandler();
  }

  @Override
  protected void removeDecoder(ChannelHandlerContext ctx) {
    codec.removeInboundHandler();
  }

  @Override
  protected Object newInitialMessage(ChannelHandlerContext ctx) {
    InetSocketAddress to = destinationAddress();
    String authority = HttpUtil.formatHostnameForHttp(to) + ":" + to.getPort();
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.CONNECT, authority, Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, authority);
    if (authorization != null) {
      request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, authorization);
    }
    return request;
  }

  /** Returns whether the tunnel stands; the message is the caller's to release. */
  @Override
  protected boolean handleResponse(ChannelHandlerContext ctx, Object message) {
    HttpObject object = (HttpObject) message;
    if (object.decoderResult().isFailure()) {
      dial.failedAtProxy(AnswerHead.problem(object.decoderResult()), null);
      return false;
    }
    if (object instanceof HttpResponse answer) {
      granted = isGrant(answer);
      if (!granted && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
        refused = new RefusedAnswer(answer);
        ctx.executor().schedule(this::report, RefusedAnswer.BODY_LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    }
    if (refused != null && object instanceof HttpContent part && refused.isWholeWith(part)) {
      report();
    }
    return granted && object instanceof LastHttpContent;
  }

  private void report() {
    if (refused != null) {
      dial.refusedByProxy(refused.refusal());
    }
  }
}

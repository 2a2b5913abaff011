package dev.yodel.server.http;

import dev.yodel.server.metrics.ServerMetrics;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** Counts every answer, and puts on it what keeps a browser from doing more than was meant. */
@Sharable
public final class SecurityHeadersHandler extends ChannelOutboundHandlerAdapter {

  private final ServerMetrics metrics;
  private final @Nullable String transportSecurity;

  /**
   * For every connection.
   *
   * @param transportSecurity what Strict-Transport-Security says over TLS (RFC 6797); null sends
   *     none
   */
  public SecurityHeadersHandler(ServerMetrics metrics, @Nullable String transportSecurity) {
    this.metrics = metrics;
    this.transportSecurity = transportSecurity;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      metrics.answered(response.status().code());
      HttpHeaders headers = response.headers();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      unlessSet(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      unlessSet(headers, "Cache-Control", "no-store");
      if (transportSecurity != null && context.pipeline().get(SslHandler.class) != null) {
        headers.set("Strict-Transport-Security", transportSecurity);
      }
    }
    context.write(message, promise);
  }

  private static void unlessSet(HttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}

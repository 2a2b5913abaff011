package dev.yodel.server.http;

import dev.yodel.server.metrics.ServerMetrics;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Counts every answer, and puts on it what keeps a browser from doing more than was meant. */
@Sharable
public final class SecurityHeadersHandler extends ChannelOutboundHandlerAdapter {

  private final ServerMetrics metrics;

  public SecurityHeadersHandler(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
      metrics.answered(response.status().code());
      HttpHeaders headers = response.headers();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      unlessSet(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      unlessSet(headers, "Cache-Control", "no-store");
    }
    context.write(message, promise);
  }

  private static void unlessSet(HttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}

package dev.yodel.server.boot;

import dev.yodel.server.guard.ForwardedHandler;
import dev.yodel.server.guard.Reception;
import dev.yodel.server.http.AccessLogHandler;
import dev.yodel.server.http.RequestBodyHandler;
import dev.yodel.server.http.RequestHeadHandler;
import dev.yodel.server.http.RequestTimeoutHandler;
import dev.yodel.server.http.SecurityHeadersHandler;
import dev.yodel.server.metrics.ServerMetrics;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.List;

/** The part of the pipeline that every request passes before anybody decides about it. */
final class HttpStage {

  /** The last handler of it. */
  static final String HEAD = "head";

  private static final int REQUEST_BYTES = 8 * 1024;
  private static final String ACCESS = "access";
  private static final String FORWARDED = "forwarded";
  private static final String HEADERS = "headers";
  private static final String LATE = "late";

  private final ServerConfig config;
  private final ServerMetrics metrics;
  private final ForwardedHandler forwarded;
  private final SecurityHeadersHandler headers;
  private final RequestHeadHandler head;

  HttpStage(ServerConfig config, ServerMetrics metrics, Reception reception) {
    this.config = config;
    this.metrics = metrics;
    this.forwarded = new ForwardedHandler(reception);
    TlsConfig tls = config.tls();
    this.headers =
        new SecurityHeadersHandler(metrics, tls == null ? null : tls.transportSecurity());
    this.head = new RequestHeadHandler(metrics, config.trust().hostPolicy(config.network().host()));
  }

  /**
   * Adds it to a connection.
   *
   * @param first how long the first request may take, if that is less than the others may
   */
  void addTo(ChannelPipeline pipeline, Duration first) {
    pipeline.addLast("http", new HttpServerCodec(new HttpDecoderConfig()));
    pipeline.addLast(FORWARDED, forwarded);
    if (config.watch().accessLog() != AccessLog.OFF) {
      pipeline.addLast(ACCESS, new AccessLogHandler());
    }
    Duration others = config.timeouts().handshake();
    pipeline
        .addLast(HEADERS, headers)
        .addLast("request", new RequestBodyHandler(REQUEST_BYTES, metrics))
        .addLast(LATE, new RequestTimeoutHandler(first, others, metrics))
        .addLast(HEAD, head);
  }

  /** Takes out of an upgraded connection what the handshake left of it. */
  void leave(ChannelPipeline pipeline, String endpoint) {
    ChannelHandlerContext access = pipeline.context(AccessLogHandler.class);
    if (access != null) {
      if (config.watch().accessLog() == AccessLog.ALL) {
        ((AccessLogHandler) access.handler()).onUpgraded(access, endpoint);
      }
      pipeline.remove(ACCESS);
    }
    List.of(FORWARDED, HEADERS, LATE, HEAD).forEach(pipeline::remove);
  }
}

package dev.yodel.server.boot;

import dev.yodel.server.http.HostPolicy;
import dev.yodel.server.http.RequestBodyHandler;
import dev.yodel.server.http.RequestHeadHandler;
import dev.yodel.server.http.RequestTimeoutHandler;
import dev.yodel.server.http.Route;
import dev.yodel.server.http.RoutesHandler;
import dev.yodel.server.http.SecurityHeadersHandler;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.HoldHandler;
import dev.yodel.server.websocket.LastHandler;
import dev.yodel.server.websocket.ReadGate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pipeline of the keeper's port, always in plain text and without upgrades.
 *
 * <pre>
 *    hold > http codec > headers > aggregator > late > head > routes > last
 * </pre>
 *
 * Its connections do not count as the server's: a full server can still be asked how it is.
 */
final class AdminInitializer extends ChannelInitializer<Channel> {

  /** Open connections: {@value}; one more is closed without a word. */
  static final int MOST_CONNECTIONS = 64;

  private static final int REQUEST_BYTES = 1024;

  private final ServerMetrics metrics;
  private final SecurityHeadersHandler headers;
  private final RequestHeadHandler head;
  private final RoutesHandler routes;
  private final Duration timeout;
  private final AtomicInteger open = new AtomicInteger();

  AdminInitializer(
      ServerMetrics metrics, HostPolicy hosts, Map<String, Route> routes, Duration timeout) {
    this.metrics = metrics;
    this.headers = new SecurityHeadersHandler(metrics, null);
    this.head = new RequestHeadHandler(metrics, hosts);
    this.routes = new RoutesHandler(routes);
    this.timeout = timeout;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.closeFuture().addListener(closed -> open.decrementAndGet());
    if (open.incrementAndGet() > MOST_CONNECTIONS) {
      metrics.refused(Why.MAX_CONNECTIONS);
      channel.close();
      return;
    }
    channel
        .pipeline()
        .addLast(new HoldHandler(ReadGate.alone(channel)))
        .addLast(new HttpServerCodec(new HttpDecoderConfig()))
        .addLast(headers)
        .addLast(new RequestBodyHandler(REQUEST_BYTES, metrics))
        .addLast(new RequestTimeoutHandler(timeout, metrics))
        .addLast(head)
        .addLast(routes)
        .addLast(new LastHandler());
  }
}

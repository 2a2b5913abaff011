package dev.yodel.client;

import dev.yodel.client.ConnectFailure.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a connection: every address of the host, or of the proxy on the way, in turn,
 * until one takes it or the time is over. Owned by the connection's event loop; the future settles
 * there, once.
 */
final class Dial {

  /** Proxy Authentication Required (RFC 9110 section 15.5.8). */
  private static final int UNKNOWN_TO_PROXY = 407;

  private final Origin origin;
  private final EventLoop loop;
  private final ConnectOptions options;
  private final WebSocketListener listener;
  private final CompletableFuture<WebSocketConnection> future = new CompletableFuture<>();
  private final Deque<InetSocketAddress> hops = new ArrayDeque<>();
  private @Nullable ScheduledFuture<?> deadline;
  private @Nullable Channel channel;

  Dial(Origin origin, ConnectOptions options, WebSocketListener listener) {
    this.origin = origin;
    this.loop = origin.loop();
    this.options = options;
    this.listener = listener;
  }

  CompletableFuture<WebSocketConnection> start() {
    future.whenComplete(
        (connection, failure) -> {
          if (future.isCancelled()) {
            execute(this::drop);
          }
        });
    execute(this::startOwned);
    return future;
  }

  /** The handshake is complete and the listener knows. */
  void opened(WebSocketConnection connection) {
    assert loop.inEventLoop();
    stopClock();
    if (!future.complete(connection)) {
      connection.abort();
    }
  }

  /** The attempt is over; only the first failure counts. */
  void failed(ConnectFailure failure) {
    assert loop.inEventLoop();
    stopClock();
    future.completeExceptionally(failure);
    drop();
  }

  /** The proxy did not lead on. */
  void failedAtProxy(String why, @Nullable Throwable cause) {
    failed(new ConnectFailure(Kind.PROXY, "the proxy " + proxy() + ": " + why, cause));
  }

  /** The proxy does not lead on whoever asks, or asks like this. */
  void unknownAtProxy(String why) {
    failed(new ConnectFailure(Kind.PROXY_LOGIN, "the proxy " + proxy() + " " + why, null));
  }

  /** The proxy does not want to lead on. */
  void refusedByProxy(Refusal refusal) {
    Kind kind = refusal.status() == UNKNOWN_TO_PROXY ? Kind.PROXY_LOGIN : Kind.PROXY;
    String what = " refused: " + refusal.status() + " " + refusal.phrase();
    failed(new ConnectFailure(kind, refusal, "the proxy " + proxy() + what));
  }

  private void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException closed) {
      future.completeExceptionally(closed(closed));
    }
  }

  private void startOwned() {
    long nanos = options.limits().handshake().toNanos();
    deadline = loop.schedule(this::expired, nanos, TimeUnit.NANOSECONDS);
    Proxy proxy = proxy();
    String host = proxy == null ? options.uri().getHost() : proxy.host();
    int port = proxy == null ? options.port() : proxy.port();
    origin
        .lookup()
        .of(host)
        .whenComplete((found, failed) -> execute(() -> lookedUp(host, port, found, failed)));
  }

  private void lookedUp(
      String host, int port, @Nullable List<InetAddress> found, @Nullable Throwable failed) {
    if (future.isDone()) {
      return;
    }
    if (failed instanceof RejectedExecutionException) {
      failed(closed(failed));
    } else if (found == null || found.isEmpty()) {
      String what = proxy() == null ? "unknown host: " : "the proxy is an unknown host: ";
      failed(new ConnectFailure(kindOfLoss(), what + host, failed));
    } else {
      found.forEach(address -> hops.add(new InetSocketAddress(address, port)));
      attempt();
    }
  }

  private void attempt() {
    if (origin.lookup().isClosed()) {
      failed(closed(null));
      return;
    }
    long limit = options.limits().handshake().toMillis() / hops.size();
    InetSocketAddress hop = hops.removeFirst();
    InetSocketAddress end =
        proxy() == null
            ? hop
            : InetSocketAddress.createUnresolved(options.uri().getHost(), options.port());
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(origin.channelType())
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(Math.max(1, limit)))
            .handler(new ClientPipeline(options, this, listener, hop))
            .connect(end);
    channel = connecting.channel();
    origin.keep(channel);
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            unreachable(hop, done.cause());
          }
        });
  }

  private void unreachable(InetSocketAddress hop, Throwable cause) {
    if (future.isDone()) {
      return;
    }
    if (hops.isEmpty()) {
      String where = hop.getAddress().getHostAddress() + " port " + hop.getPort();
      String whom = proxy() == null ? "" : "the proxy at ";
      String what = "no connection to " + whom + where + ": " + plain(cause);
      failed(new ConnectFailure(kindOfLoss(), what, cause));
    } else {
      attempt();
    }
  }

  private void expired() {
    String limit = options.limits().handshake().toMillis() + " ms";
    String missing = channel == null ? "; its name is still being looked up" : "";
    failed(new ConnectFailure(Kind.TIMEOUT, "no handshake within " + limit + missing, null));
  }

  private @Nullable Proxy proxy() {
    return options.route().proxy();
  }

  private Kind kindOfLoss() {
    return proxy() == null ? Kind.UNREACHABLE : Kind.PROXY;
  }

  private void drop() {
    if (channel != null) {
      channel.close();
    }
    hops.clear();
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private static ConnectFailure closed(@Nullable Throwable cause) {
    return new ConnectFailure(Kind.UNREACHABLE, "the client is closed", cause);
  }

  private static String plain(Throwable cause) {
    String message = cause.getMessage();
    if (message == null) {
      return cause.getClass().getSimpleName();
    }
    boolean refused =
        cause instanceof java.net.ConnectException && message.contains("Connection refused");
    return refused ? "connection refused" : message;
  }
}

package dev.yodel.client;

import dev.yodel.client.ConnectFailure.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a connection: every address of the host in turn, until one takes it or the
 * time is over. Owned by the connection's event loop; the future settles there, once.
 */
final class Dial {

  private final EventLoop loop;
  private final Class<? extends SocketChannel> channelType;
  private final ConnectOptions options;
  private final WebSocketListener listener;
  private final CompletableFuture<WebSocketConnection> future = new CompletableFuture<>();
  private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
  private @Nullable ScheduledFuture<?> deadline;
  private @Nullable Channel channel;

  Dial(
      EventLoop loop,
      Class<? extends SocketChannel> channelType,
      ConnectOptions options,
      WebSocketListener listener) {
    this.loop = loop;
    this.channelType = channelType;
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

  private void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException closed) {
      future.completeExceptionally(
          new ConnectFailure(Kind.UNREACHABLE, "the client is closed", closed));
    }
  }

  private void startOwned() {
    long nanos = options.limits().handshake().toNanos();
    deadline = loop.schedule(this::expired, nanos, TimeUnit.NANOSECONDS);
    String host = options.uri().getHost();
    if (options.route().proxy() != null) {
      addresses.add(InetSocketAddress.createUnresolved(host, options.port()));
      attempt();
      return;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses.add(new InetSocketAddress(address, options.port()));
      }
    } catch (UnknownHostException unknown) {
      failed(new ConnectFailure(Kind.UNREACHABLE, "unknown host: " + host, unknown));
      return;
    }
    attempt();
  }

  private void attempt() {
    InetSocketAddress address = addresses.removeFirst();
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(channelType)
            .disableResolver()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(options.limits().handshake().toMillis()))
            .handler(new ClientPipeline(options, this, listener))
            .connect(address);
    channel = connecting.channel();
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            unreachable(address, done.cause());
          }
        });
  }

  private void unreachable(InetSocketAddress address, Throwable cause) {
    if (future.isDone()) {
      return;
    }
    if (addresses.isEmpty()) {
      String where =
          address.getAddress() == null
              ? "the proxy " + options.route().proxy()
              : address.getAddress().getHostAddress() + " port " + address.getPort();
      Kind kind = address.getAddress() == null ? Kind.PROXY : Kind.UNREACHABLE;
      failed(new ConnectFailure(kind, "no connection to " + where + ": " + plain(cause), cause));
    } else {
      attempt();
    }
  }

  private void expired() {
    String limit = options.limits().handshake().toMillis() + " ms";
    failed(new ConnectFailure(Kind.TIMEOUT, "no handshake within " + limit, null));
  }

  private void drop() {
    if (channel != null) {
      channel.close();
    }
    addresses.clear();
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private static String plain(Throwable cause) {
    if (cause instanceof java.net.ConnectException refused && refused.getMessage() != null) {
      return refused.getMessage().startsWith("Connection refused")
          ? "connection refused"
          : refused.getMessage();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}

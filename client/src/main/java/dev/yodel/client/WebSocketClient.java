package dev.yodel.client;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Opens WebSocket connections (RFC 6455) and owns the threads that serve them.
 *
 * <p>Safe to use from any thread. {@link #close()} drops what is still open and leaves no thread
 * behind.
 *
 * <p>Implementation note: its own loops stand alone, not in a group, and host names are looked up
 * without Netty's resolver groups: both would wake Netty's global executor, whose thread outlives
 * the client by a second, and the default group looks names up on the event loop.
 */
public final class WebSocketClient implements AutoCloseable {

  private static final long CLOSE_LIMIT_SECONDS = 5;

  private final List<SingleThreadIoEventLoop> owned;
  private final Supplier<EventLoop> loops;
  private final Class<? extends SocketChannel> channelType;
  private final HostLookup lookup;
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  private WebSocketClient(
      List<SingleThreadIoEventLoop> owned,
      Supplier<EventLoop> loops,
      Class<? extends SocketChannel> channelType,
      HostLookup lookup) {
    this.owned = owned;
    this.loops = loops;
    this.channelType = channelType;
    this.lookup = lookup;
  }

  /** A client with one thread of its own, which serves thousands of connections. */
  public static WebSocketClient create() {
    return create(1);
  }

  /** A client with some threads of its own; connections take turns on them. */
  public static WebSocketClient create(int threads) {
    return create(threads, HostLookup.ofPlatform());
  }

  static WebSocketClient create(int threads, HostLookup lookup) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: at least 1)");
    }
    var names = new DefaultThreadFactory("yodel-client", true);
    List<SingleThreadIoEventLoop> owned =
        IntStream.range(0, threads)
            .mapToObj(i -> new SingleThreadIoEventLoop(null, names, NioIoHandler.newFactory()))
            .toList();
    var next = new AtomicInteger();
    return new WebSocketClient(
        owned,
        () -> owned.get(Math.floorMod(next.getAndIncrement(), threads)),
        NioSocketChannel.class,
        lookup);
  }

  /**
   * A client on an event loop group of the caller, which stays the caller's to shut down.
   *
   * @param channelType the group's kind of socket, {@code NioSocketChannel.class} for NIO
   */
  public static WebSocketClient on(
      EventLoopGroup group, Class<? extends SocketChannel> channelType) {
    return new WebSocketClient(List.of(), group::next, channelType, HostLookup.ofPlatform());
  }

  /**
   * Opens a connection.
   *
   * @return settles on the connection's event loop, after {@link WebSocketListener#onOpen}; fails
   *     with {@link ConnectFailure}; cancelling it gives the attempt up
   */
  public CompletableFuture<WebSocketConnection> connect(
      ConnectOptions options, WebSocketListener listener) {
    return connect(nextLoop(), options, listener);
  }

  CompletableFuture<WebSocketConnection> connect(
      EventLoop loop, ConnectOptions options, WebSocketListener listener) {
    return new Dial(new Origin(loop, channelType, lookup, open), options, listener).start();
  }

  EventLoop nextLoop() {
    return loops.get();
  }

  /** Drops every connection on its own threads, ends the threads and waits for their end. */
  @Override
  public void close() {
    lookup.close();
    owned.forEach(this::dropChannels);
    owned.forEach(loop -> loop.shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
    if (owned.stream().noneMatch(loop -> loop.inEventLoop())) {
      owned.forEach(
          loop ->
              loop.terminationFuture().awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
    }
  }

  /**
   * A loop that is told to end between looking for that and its last task ends without closing its
   * channels, so they are closed here.
   */
  private void dropChannels(EventLoop loop) {
    try {
      loop.execute(
          () ->
              open.stream()
                  .filter(channel -> channel.eventLoop() == loop)
                  .forEach(channel -> channel.unsafe().close(channel.unsafe().voidPromise())));
    } catch (RejectedExecutionException ended) {
      return; // closed before
    }
  }
}

package dev.yodel.client.bench;

import dev.yodel.client.WebSocketClient;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The event loops of a run, asked from outside. Epoll where there is one: its timers are exact to
 * microseconds, those of NIO to a millisecond, which would be part of every latency in open loop.
 */
final class Lanes implements AutoCloseable {

  private static final long CLOSE_LIMIT_SECONDS = 5;

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Long> threads;

  Lanes(int count, int kinds, LongSupplier nanoTime) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends SocketChannel> type = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    var names = new DefaultThreadFactory("yodel-bench", true);
    for (int i = 0; i < count; i++) {
      EventLoop loop = new SingleThreadIoEventLoop(null, names, factory);
      lanes.add(new Lane(loop, WebSocketClient.on(loop, type), nanoTime, new Tally(kinds)));
    }
    threads = ask(lane -> Thread.currentThread().getId());
  }

  int count() {
    return lanes.size();
  }

  /** The lane of a connection; they take turns. */
  Lane of(int connection) {
    return lanes.get(connection % lanes.size());
  }

  List<Lane> list() {
    return lanes;
  }

  /** Asks every lane on its own loop, and waits for the answers. */
  <T> List<T> ask(Function<Lane, T> question) {
    List<CompletableFuture<T>> answers =
        lanes.stream()
            .map(lane -> CompletableFuture.supplyAsync(() -> question.apply(lane), lane.loop()))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** Tells every lane on its own loop, and waits until all have heard. */
  void tell(Consumer<Lane> order) {
    ask(
        lane -> {
          order.accept(lane);
          return true;
        });
  }

  /** What all have counted so far. */
  Tally tally() {
    return ask(lane -> lane.tally().copy()).stream().reduce(Tally::add).orElseThrow();
  }

  long sum(Function<Lane, Long> figure) {
    return ask(figure).stream().mapToLong(Long::longValue).sum();
  }

  /** Processor time of each loop so far, in nanoseconds; negative where the JVM cannot tell. */
  long[] processorNanos() {
    var bean = ManagementFactory.getThreadMXBean();
    return threads.stream().mapToLong(bean::getThreadCpuTime).toArray();
  }

  @Override
  public void close() {
    lanes.forEach(lane -> lane.loop().shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
    lanes.forEach(
        lane ->
            lane.loop()
                .terminationFuture()
                .awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
  }
}

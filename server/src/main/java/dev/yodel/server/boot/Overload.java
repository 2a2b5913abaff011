package dev.yodel.server.boot;

import dev.yodel.server.guard.Callers;
import dev.yodel.server.guard.LoopLag;
import dev.yodel.server.guard.Pressure;
import dev.yodel.server.websocket.frame.MemoryShort;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at memory and loops four times a second. Over a mark the entrance refuses upgrades and
 * rooms drop what is not kept; if that does not help, the readers that are furthest behind are
 * closed, and those whose messages stay unfinished.
 */
final class Overload {

  private static final Logger LOG = LoggerFactory.getLogger(Overload.class);
  private static final long EVERY_MILLIS = 250;

  /** Looks from one sweep of addresses to the next. */
  private static final int SWEEP_EVERY = 8;

  /** Connections have the first, larger reads the second, which may be the same one. */
  private static final Set<ByteBufAllocator> ALLOCATORS =
      Set.copyOf(List.of(ByteBufAllocator.DEFAULT, PooledByteBufAllocator.DEFAULT));

  private final Pressure pressure;
  private final Connections connections;
  private final List<LoopLag> lags = new ArrayList<>();
  private int looks;

  Overload(Connections connections) {
    this.pressure = connections.pressure();
    this.connections = connections;
    connections
        .metrics()
        .gauge("yodel_shedding", "1 while load is shed.", () -> pressure.isShedding() ? 1 : 0)
        .gauge(
            "yodel_loop_lag_nanoseconds",
            "How late the latest of the event loops runs what is due.",
            this::lag);
  }

  /** Begins to look. */
  void watch(EventLoopGroup loops, Callers callers) {
    for (EventExecutor loop : loops) {
      lags.add(new LoopLag((EventLoop) loop)); // an event loop group has no others
    }
    EventLoop loop = loops.next();
    loop.scheduleWithFixedDelay(
        () -> look(callers, loop.ticker().nanoTime()),
        EVERY_MILLIS,
        EVERY_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private void look(Callers callers, long nowNanos) {
    if (++looks % SWEEP_EVERY == 0) {
      callers.sweep(nowNanos);
    }
    long memory = directMemory();
    long lag = lag();
    switch (pressure.look(memory, lag)) {
      case BEGAN -> {
        String reason = pressure.reason().orElse("");
        connections.metrics().limitHit(reason.startsWith("memory") ? "shed-memory" : "shed-lag");
        LOG.warn("shedding began reason={} memory={} lag_ns={}", reason, memory, lag);
      }
      case CLOSE_SLOWEST -> {
        if (pressure.isTooMuch(memory)) {
          connections.tell(new MemoryShort());
        }
        int closed = connections.closeSlowest();
        if (closed > 0) {
          LOG.warn(
              "shedding closes the slowest readers closed={} memory={} lag_ns={}",
              closed,
              memory,
              lag);
        }
      }
      case ENDED -> LOG.info("shedding ended memory={} lag_ns={}", memory, lag);
      default -> {}
    }
  }

  private long lag() {
    return lags.stream().mapToLong(LoopLag::nanos).max().orElse(0);
  }

  /** Direct memory in use: what Netty counts, or where it cannot count, what allocators say. */
  static long directMemory() {
    return directMemory(PlatformDependent.usedDirectMemory());
  }

  /** The same, where Netty counted so much, or -1. */
  static long directMemory(long counted) {
    return counted >= 0 ? counted : ALLOCATORS.stream().mapToLong(Overload::directMemory).sum();
  }

  private static long directMemory(ByteBufAllocator allocator) {
    return ((ByteBufAllocatorMetricProvider) allocator).metric().usedDirectMemory();
  }
}

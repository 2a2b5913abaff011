package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** How late an event loop runs what is due: a task of its own says so, ten times a second. */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class LoopLag {

  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final EventLoop loop;
  private volatile long dueAt;
  private volatile long last;

  /** Begins to watch a loop. */
  public LoopLag(EventLoop loop) {
    this.loop = loop;
    schedule();
  }

  private void schedule() {
    dueAt = loop.ticker().nanoTime() + EVERY_NANOS;
    loop.schedule(this::tick, EVERY_NANOS, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    last = loop.ticker().nanoTime() - dueAt;
    if (!loop.isShuttingDown()) {
      schedule();
    }
  }

  /** How late the loop was, or is if it has not come to it yet; by any thread. */
  public long nanos() {
    return Math.max(last, loop.ticker().nanoTime() - dueAt);
  }
}

package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop as an owner. Once the server has stopped its loops, tasks are dropped. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class LoopOwner implements Owner {

  private static final Logger LOG = LoggerFactory.getLogger(LoopOwner.class);

  private final EventLoop loop;

  public LoopOwner(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("task dropped, the loop has ended");
      if (task instanceof Droppable droppable) {
        droppable.dropped();
      }
    }
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    try {
      Future<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      scheduled.addListener(LoopOwner::note);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("task dropped, the loop has ended");
      return () -> {};
    }
  }

  /** What a scheduled task throws is kept by its future, which nobody looks at. */
  private static void note(Future<?> ran) {
    if (!ran.isSuccess() && !ran.isCancelled()) {
      LOG.error("task failed", ran.cause());
    }
  }

  @Override
  public long nanoTime() {
    return loop.ticker().nanoTime();
  }

  @Override
  public boolean isCurrent() {
    return loop.inEventLoop();
  }
}

package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop as an owner. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class LoopOwner implements Owner {

  private final EventLoop loop;

  public LoopOwner(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    Future<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
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

package dev.yodel.client.terminal;

import dev.yodel.client.WebSocketConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection of the moment, waited for by those who send. Safe to use from any thread. */
final class Link {

  private @Nullable WebSocketConnection live;
  private boolean over;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final OwnClose own = new OwnClose();

  /** What this side closes with. */
  OwnClose own() {
    return own;
  }

  synchronized void set(@Nullable WebSocketConnection connection) {
    live = connection;
    notifyAll();
  }

  /** There will be no connection any more. */
  synchronized void end() {
    over = true;
    live = null;
    ended.countDown();
    notifyAll();
  }

  /** The live connection, waited for; null when there will be none. */
  synchronized @Nullable WebSocketConnection await() throws InterruptedException {
    while (live == null && !over) {
      wait();
    }
    return live;
  }

  /** Waits for the end, at most so long. */
  void awaitEnd(Duration limit) throws InterruptedException {
    ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}

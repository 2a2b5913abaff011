package dev.yodel.server.log.sqlite;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does one search after the other, and rests after each for as long as it took. */
final class Searcher {

  private final ScheduledExecutorService thread;
  private final Clock clock;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  Searcher(ScheduledExecutorService thread, Clock clock) {
    this.thread = thread;
    this.clock = clock;
  }

  /**
   * Searches soon.
   *
   * @throws RejectedExecutionException when {@link Readers#MAX_WAITING} wait
   */
  void execute(Runnable search) {
    synchronized (waiting) {
      if (waiting.size() >= Readers.MAX_WAITING) {
        throw new RejectedExecutionException("too many searches wait");
      }
      waiting.add(search);
      if (busy) {
        return;
      }
      busy = true;
    }
    thread.execute(this::next);
  }

  private void next() {
    Runnable search;
    synchronized (waiting) {
      search = waiting.poll();
      busy = search != null;
    }
    if (search != null) {
      long begun = clock.millis();
      search.run();
      thread.schedule(this::next, clock.millis() - begun, TimeUnit.MILLISECONDS);
    }
  }
}

package dev.yodel.server.log;

import dev.yodel.protocol.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one search after the other, and rests after each for as long as it took. */
public final class Searcher implements Executor {

  /** The longest a search may take: it is asked for in a few bytes. The rest is no longer. */
  public static final Duration LONGEST = Duration.ofSeconds(1);

  /** The longest a search may wait: a client that hears nothing for 30 s gives up on all. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The most searches that wait. */
  static final int MAX_WAITING = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(Searcher.class);

  private final ScheduledExecutorService thread;
  private final Clock clock;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  public Searcher(ScheduledExecutorService thread, Clock clock) {
    this.thread = thread;
    this.clock = clock;
  }

  /** Searches where it is told to, soon or not at all, and answers there. */
  public static void search(
      Executor where, Clock clock, Supplier<Answer<Slice>> how, Consumer<Answer<Slice>> answer) {
    long asked = clock.millis();
    try {
      where.execute(
          () -> answer.accept(clock.millis() - asked > PATIENCE.toMillis() ? late() : found(how)));
    } catch (RejectedExecutionException e) {
      answer.accept(late());
    }
  }

  private static Answer<Slice> found(Supplier<Answer<Slice>> how) {
    try {
      return how.get();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("search failed", e);
      return new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "the search failed");
    }
  }

  private static Answer<Slice> late() {
    return new Answer.Refused<>(ErrorCode.OVERLOADED, "too many searches wait");
  }

  /**
   * Searches soon.
   *
   * @throws RejectedExecutionException when {@link #MAX_WAITING} wait
   */
  @Override
  public void execute(Runnable search) {
    synchronized (waiting) {
      if (waiting.size() >= MAX_WAITING) {
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
    if (search == null) {
      return;
    }
    long begun = clock.millis();
    try {
      search.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("search not answered", e);
    }
    long rest = Math.max(0, Math.min(clock.millis() - begun, LONGEST.toMillis()));
    thread.schedule(this::next, rest, TimeUnit.MILLISECONDS);
  }
}

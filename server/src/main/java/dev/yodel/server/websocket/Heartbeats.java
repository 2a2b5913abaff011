package dev.yodel.server.websocket;

import dev.yodel.server.owner.OwnedBy;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When which connection of one event loop is pinged or judged next, with one timer for all of them.
 *
 * <p>Each waits in a line of those that wait equally long, so that whoever came first is due first:
 * to join and to leave costs the same among ten thousand as alone.
 *
 * <pre>
 *   fresh (interval) > ping > pinged (timeout) > check > heard (interval - timeout) > ping ...
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class Heartbeats {

  private final EventExecutor loop;
  private final long timeoutNanos;
  private final Line fresh;
  private final Line pinged;
  private final Line heard;
  private @Nullable Future<?> timer;
  private long timerDue;

  /**
   * Those of one loop.
   *
   * @param interval between pings
   * @param timeout shorter than the interval: how long a peer may be silent after one
   */
  public Heartbeats(EventExecutor loop, Duration interval, Duration timeout) {
    this.loop = loop;
    this.timeoutNanos = timeout.toNanos();
    this.fresh = new Line(interval.toNanos());
    this.pinged = new Line(timeoutNanos);
    this.heard = new Line(interval.toNanos() - timeoutNanos);
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Will be pinged for the first time. */
  void begin(HeartbeatHandler connection) {
    join(fresh, connection);
  }

  /** Was pinged, and will be judged. */
  void onPinged(HeartbeatHandler connection) {
    join(pinged, connection);
  }

  /** Answered, and will be pinged again one interval after the last ping. */
  void onHeard(HeartbeatHandler connection) {
    join(heard, connection);
  }

  /** Is never due again; nothing happens if it was not to be. */
  void leave(HeartbeatHandler connection) {
    assert loop.inEventLoop();
    if (connection.line != null) {
      connection.line.remove(connection);
    }
  }

  private void join(Line line, HeartbeatHandler connection) {
    leave(connection);
    line.add(connection, now());
    if (timer == null || connection.due - timerDue < 0) {
      await(connection.due);
    }
  }

  private void await(long due) {
    if (timer != null) {
      timer.cancel(false);
    }
    timerDue = due;
    timer = loop.schedule(this::sweep, due - now(), TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = now();
    timerDue = now; // nobody who joins meanwhile is due before
    try {
      pingAll(fresh, now);
      pingAll(heard, now);
      checkAll(now);
    } finally {
      timer = null;
      awaitFirst();
    }
  }

  private static void pingAll(Line line, long now) {
    for (HeartbeatHandler next = line.takeDue(now); next != null; next = line.takeDue(now)) {
      next.ping();
    }
  }

  private void checkAll(long now) {
    for (HeartbeatHandler next = pinged.takeDue(now); next != null; next = pinged.takeDue(now)) {
      next.check();
    }
  }

  private void awaitFirst() {
    HeartbeatHandler first = earlier(earlier(fresh.first, pinged.first), heard.first);
    if (first != null) {
      await(first.due);
    }
  }

  private static @Nullable HeartbeatHandler earlier(
      @Nullable HeartbeatHandler one, @Nullable HeartbeatHandler other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.due - other.due <= 0 ? one : other;
  }

  private long now() {
    return loop.ticker().nanoTime();
  }

  /** Connections that wait equally long, linked in the order in which they joined. */
  static final class Line {

    private final long delayNanos;
    private @Nullable HeartbeatHandler first;
    private @Nullable HeartbeatHandler last;

    Line(long delayNanos) {
      this.delayNanos = delayNanos;
    }

    private void add(HeartbeatHandler connection, long now) {
      connection.line = this;
      connection.due = now + delayNanos;
      connection.before = last;
      if (last == null) {
        first = connection;
      } else {
        last.after = connection;
      }
      last = connection;
    }

    private void remove(HeartbeatHandler connection) {
      if (connection.before == null) {
        first = connection.after;
      } else {
        connection.before.after = connection.after;
      }
      if (connection.after == null) {
        last = connection.before;
      } else {
        connection.after.before = connection.before;
      }
      connection.before = null;
      connection.after = null;
      connection.line = null;
    }

    private @Nullable HeartbeatHandler takeDue(long now) {
      HeartbeatHandler next = first;
      if (next == null || next.due - now > 0) {
        return null;
      }
      remove(next);
      return next;
    }
  }
}

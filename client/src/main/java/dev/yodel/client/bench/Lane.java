package dev.yodel.client.bench;

import dev.yodel.client.WebSocketClient;
import dev.yodel.client.WebSocketConnection;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One event loop of the generator with its share of the connections and what it counts. Everything
 * here belongs to that loop.
 */
final class Lane {

  private static final long LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long SLOW_PAUSE_MILLIS = 990;
  private static final long SLOW_READ_MILLIS = 10;

  private final EventLoop loop;
  private final WebSocketClient client;
  private final LongSupplier nanoTime;
  private final Tally tally;
  private final List<Sender> all = new ArrayList<>();
  private final List<Sender> paced = new ArrayList<>();
  private final Set<WebSocketConnection> open = new LinkedHashSet<>();
  private @Nullable Window window;
  private @Nullable Pacer pacer;
  private long lagDue;
  private boolean draining;
  private boolean leaving;

  Lane(EventLoop loop, WebSocketClient client, LongSupplier nanoTime, Tally tally) {
    this.loop = loop;
    this.client = client;
    this.nanoTime = nanoTime;
    this.tally = tally;
  }

  EventLoop loop() {
    return loop;
  }

  WebSocketClient client() {
    return client;
  }

  Tally tally() {
    assert loop.inEventLoop();
    return tally;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Whether an instant is in the time that counts. */
  boolean counts(long instant) {
    return window != null && window.holds(instant);
  }

  /** A message is due now. */
  void due(long now) {
    if (counts(now)) {
      tally.due++;
    }
  }

  /** An answer or a post that was due came, of so many bytes and of one of the kinds of sizes. */
  void arrived(long instant, long now, int bytes, int kind, boolean slow) {
    tally.seen++;
    if (counts(now)) {
      tally.arrived++;
      tally.arrivedBytes += bytes;
      tally.slowArrived += slow ? 1 : 0;
    }
    if (counts(instant) && !slow) {
      tally.latency(kind, now - instant);
    }
  }

  /** Whether more may be sent: it may until the measured time is over. */
  boolean isLoading(long now) {
    return !draining && (window == null || !window.isOver(now));
  }

  /** Whether the run itself closes its connections. */
  boolean isLeaving() {
    return leaving;
  }

  /**
   * Takes part in a run.
   *
   * @param posts whether it is given what is due
   */
  void add(Sender sender, boolean posts) {
    all.add(sender);
    if (posts) {
      paced.add(sender);
    }
  }

  /** How many are given what is due. */
  int paced() {
    return paced.size();
  }

  void opened(WebSocketConnection connection) {
    open.add(connection);
  }

  void ended(WebSocketConnection connection) {
    open.remove(connection);
  }

  /** What counts; it has not begun, so that every lane agrees on it. */
  void expect(Window next) {
    window = next;
  }

  /** The load begins; without a schedule it is the senders' own. */
  void load(@Nullable Schedule schedule) {
    if (schedule != null && window != null) {
      pacer = new Pacer(this, paced, schedule, window.to());
      pacer.run();
    }
    lagDue = now() + LAG_NANOS;
    loop.schedule(this::lag, LAG_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Nothing more is counted as due; slow readers read on, so that they catch up. */
  void drain(Window ended) {
    window = ended;
    draining = true;
    open.forEach(WebSocketConnection::resume);
  }

  /** Messages that wait, or were due and have not been offered. */
  long outstanding() {
    long sum = unoffered();
    for (Sender sender : all) {
      sum += sender.outstanding();
    }
    return sum;
  }

  /** How many connections are open. */
  int open() {
    return open.size();
  }

  /** What is shown meanwhile. */
  Progress.Counts counts() {
    return new Progress.Counts(open.size(), tally.seen, tally.faults());
  }

  /** The end: what is outstanding stays so. */
  void leave(boolean interrupted) {
    leaving = true;
    if (!interrupted) {
      tally.fault(Fault.UNSENT, unoffered());
      all.forEach(sender -> tally.fault(Fault.UNANSWERED, sender.outstanding()));
    }
    if (pacer != null) {
      pacer.stop();
    }
    List.copyOf(open).forEach(WebSocketConnection::close);
  }

  /** Reads a connection for a hundredth of the time only. */
  void slow(WebSocketConnection connection) {
    if (draining || leaving || !open.contains(connection)) {
      return;
    }
    connection.pause();
    loop.schedule(
        () -> {
          connection.resume();
          loop.schedule(() -> slow(connection), SLOW_READ_MILLIS, TimeUnit.MILLISECONDS);
        },
        SLOW_PAUSE_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private long unoffered() {
    return pacer == null || window == null ? 0 : pacer.unoffered(window.to());
  }

  /** A clock on the loop itself: what it is late, everything on this loop is. */
  private void lag() {
    long now = now();
    if (counts(now)) {
      Tally.record(tally.lag, now - lagDue);
    }
    if (isLoading(now)) {
      lagDue += LAG_NANOS;
      loop.schedule(this::lag, Math.max(0, lagDue - now), TimeUnit.NANOSECONDS);
    }
  }
}

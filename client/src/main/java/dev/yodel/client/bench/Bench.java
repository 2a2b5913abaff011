package dev.yodel.client.bench;

import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectOptions;
import dev.yodel.client.bench.Progress.Phase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * One run against one target: connections, warm-up, the measured time, the answers that are still
 * to come, and the end. {@link #run} blocks its caller; everything else happens on event loops.
 */
public final class Bench {

  private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final ConnectOptions options;
  private final Plan plan;
  private final Consumer<Progress> watcher;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final CompletableFuture<Void> deserted = new CompletableFuture<>();
  private final CompletableFuture<Object> over = CompletableFuture.anyOf(stopped, deserted);
  private final AtomicInteger left;

  /**
   * A run that has not begun.
   *
   * @param watcher hears every 200 ms how far it is, on the thread that runs
   */
  public Bench(ConnectOptions options, Plan plan, Consumer<Progress> watcher) {
    this.options = options;
    this.plan = plan;
    this.watcher = watcher;
    this.left = new AtomicInteger(plan.connections());
  }

  /** Ends it with what was measured so far; safe to call from any thread. */
  public void stop() {
    stopped.complete(null);
  }

  /**
   * Runs.
   *
   * @throws ConnectFailure if no connection was made, or not every member's
   * @throws BenchFailure if the target does not deliver what is posted
   */
  public Result run() throws ConnectFailure, BenchFailure, InterruptedException {
    try (Lanes lanes =
        new Lanes(plan.crowd().threads(), plan.shape().sizes().size(), System::nanoTime)) {
      long seed = ThreadLocalRandom.current().nextLong();
      var cast = new Cast(plan, lanes, seed, this::onGone);
      open(lanes, cast);
      gather(lanes, cast);
      return measure(lanes, cast);
    }
  }

  private void onGone() {
    if (left.decrementAndGet() <= 0 || plan.isFanOut()) {
      deserted.complete(null);
    }
  }

  private void open(Lanes lanes, Cast cast)
      throws ConnectFailure, BenchFailure, InterruptedException {
    long start = System.nanoTime();
    CompletableFuture<Void> settled = cast.open(options, start);
    Duration limit = plan.phases().ramp().plus(options.limits().handshake());
    while (!settled.isDone() && !stopped.isDone()) {
      watch(lanes, Phase.CONNECTING, start, limit);
      await(CompletableFuture.anyOf(settled, stopped), WATCH_NANOS);
    }
    if (stopped.isDone()) {
      cast.stopOpening();
      return;
    }
    Tally tally = lanes.tally();
    int refused = Math.toIntExact(tally.faults(Fault.REFUSED));
    if (refused == plan.connections() || (refused > 0 && plan.isFanOut())) {
      if (tally.refusal().isPresent()) {
        throw tally.refusal().get();
      }
      throw new BenchFailure("connections: " + refused + " of them were not made");
    }
    if (left.addAndGet(-refused) <= 0) {
      deserted.complete(null);
    }
  }

  /** A room's members are not all in when their handshakes are complete. */
  private void gather(Lanes lanes, Cast cast) throws BenchFailure, InterruptedException {
    long start = System.nanoTime();
    Duration limit = plan.phases().drain();
    CompletableFuture<Object> enough = CompletableFuture.anyOf(cast.everybodyIn(), over);
    while (!enough.isDone()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new BenchFailure(
            "posts reached "
                + (plan.connections() - cast.outside())
                + " of "
                + plan.connections()
                + " members within "
                + limit.toMillis()
                + " ms (expected: a room that delivers to everybody, its poster included)");
      }
      watch(lanes, Phase.GATHERING, start, limit);
      cast.probe();
      await(enough, PROBE_NANOS);
    }
  }

  private Result measure(Lanes lanes, Cast cast) throws InterruptedException {
    Window window = expect(lanes);
    long start = window.from() - plan.phases().warmUp().toNanos();
    if (!over.isDone()) {
      cast.load(start);
    }
    pass(lanes, Phase.WARMING_UP, start, window.from());
    long cpuFrom = System.nanoTime();
    long[] before = lanes.processorNanos();
    pass(lanes, Phase.MEASURING, window.from(), window.to());
    long[] after = lanes.processorNanos();
    double wall = Math.max(1, System.nanoTime() - cpuFrom);
    double busiest = 0;
    for (int i = 0; i < before.length; i++) {
      busiest = Math.max(busiest, (after[i] - before[i]) / wall);
    }
    Window ended = window.until(System.nanoTime());
    lanes.tell(lane -> lane.drain(ended));
    drain(lanes);
    lanes.tell(lane -> lane.leave(stopped.isDone()));
    Tally tally = lanes.tally();
    goodbye(lanes);
    Duration measured = Duration.ofNanos(ended.to() - ended.from());
    return new Result(options.uri(), plan, measured, tally, judge(tally, measured, busiest));
  }

  /** Says when it counts, early enough that every lane has heard before. */
  private Window expect(Lanes lanes) {
    long lead = POLL_NANOS;
    while (true) {
      long from = System.nanoTime() + lead + plan.phases().warmUp().toNanos();
      Window window = new Window(from, from + plan.phases().measured().toNanos());
      lanes.tell(lane -> lane.expect(window));
      if (from - System.nanoTime() > 0) {
        return window;
      }
      lead *= 2;
    }
  }

  private Verdict judge(Tally tally, Duration measured, double busiest) {
    double sent = 1;
    if (plan.load() instanceof Load.Open open && !measured.isZero()) {
      sent = Math.min(1, tally.due() / (open.perSecond() * measured.toNanos() / 1e9));
    }
    return Verdict.of(
        new Verdict.Evidence(p99(tally.late), p99(tally.lag), p99(tally.latency()), busiest, sent));
  }

  private static long p99(Histogram times) {
    return times.getValueAtPercentile(99);
  }

  /** Waits through a phase, unless the run is over before its end. */
  private void pass(Lanes lanes, Phase phase, long from, long until) throws InterruptedException {
    Duration length = Duration.ofNanos(until - from);
    long now = System.nanoTime();
    while (!over.isDone() && until - now > 0) {
      watch(lanes, phase, from, length);
      await(over, Math.min(WATCH_NANOS, until - now));
      now = System.nanoTime();
    }
  }

  private void drain(Lanes lanes) throws InterruptedException {
    long start = System.nanoTime();
    long watched = start;
    long limit = plan.phases().drain().toNanos();
    while (!stopped.isDone()
        && System.nanoTime() - start < limit
        && lanes.sum(Lane::outstanding) > 0) {
      if (System.nanoTime() - watched > WATCH_NANOS) {
        watched = System.nanoTime();
        watch(lanes, Phase.DRAINING, start, plan.phases().drain());
      }
      await(stopped, POLL_NANOS);
    }
  }

  /** Close frames are on their way: their answers are waited for, but not for long. */
  private static void goodbye(Lanes lanes) throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < GOODBYE.toNanos()
        && lanes.sum(lane -> (long) lane.open()) > 0) {
      await(new CompletableFuture<>(), POLL_NANOS);
    }
  }

  private void watch(Lanes lanes, Phase phase, long from, Duration length) {
    long elapsed = Math.max(0, System.nanoTime() - from);
    Progress.Counts counts =
        lanes.ask(Lane::counts).stream().reduce(Progress.Counts::plus).orElseThrow();
    watcher.accept(new Progress(phase, Duration.ofNanos(elapsed), length, counts));
  }

  private static void await(CompletableFuture<?> event, long nanos) throws InterruptedException {
    try {
      event.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException notYet) {
      return;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.yodel.client.bench;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was counted. Written by one event loop only; others get copies. Times are in nanoseconds.
 *
 * <p>Faults count at any time, figures only within the {@link Window}: an answer's latency if its
 * message was due then, its arrival if it came then.
 */
public final class Tally {

  private static final long LOWEST_NANOS = 100;
  private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  final Histogram late = histogram();
  final Histogram lag = histogram();
  private final List<Histogram> latencies = new ArrayList<>();
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private @Nullable ConnectFailure refusal;
  private @Nullable Closing closing;
  long seen;
  long due;
  long arrived;
  long arrivedBytes;
  long slowArrived;
  long slowEnded;
  long others;

  Tally(int kinds) {
    for (int i = 0; i < kinds; i++) {
      latencies.add(histogram());
    }
  }

  /** Counts from 100 ns to an hour, with three digits. */
  static Histogram histogram() {
    return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
  }

  static void record(Histogram times, long nanos) {
    times.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, nanos)));
  }

  void latency(int kind, long nanos) {
    record(latencies.get(kind), nanos);
  }

  void fault(Fault fault, long count) {
    if (count > 0) {
      faults.merge(fault, count, Long::sum);
    }
  }

  void refused(@Nullable ConnectFailure why) {
    fault(Fault.REFUSED, 1);
    refusal = refusal == null ? why : refusal;
  }

  void ended(Closing how) {
    fault(Fault.ENDED, 1);
    closing = closing == null ? how : closing;
  }

  Tally add(Tally other) {
    late.add(other.late);
    lag.add(other.lag);
    for (int i = 0; i < latencies.size(); i++) {
      latencies.get(i).add(other.latencies.get(i));
    }
    other.faults.forEach(this::fault);
    refusal = refusal == null ? other.refusal : refusal;
    closing = closing == null ? other.closing : closing;
    seen += other.seen;
    due += other.due;
    arrived += other.arrived;
    arrivedBytes += other.arrivedBytes;
    slowArrived += other.slowArrived;
    slowEnded += other.slowEnded;
    others += other.others;
    return this;
  }

  Tally copy() {
    return new Tally(latencies.size()).add(this);
  }

  /** Messages (in a room: posts) that were due. */
  public long due() {
    return due;
  }

  /** Answers, or deliveries, that came. */
  public long arrived() {
    return arrived;
  }

  /** Their bytes, without frame headers. */
  public long arrivedBytes() {
    return arrivedBytes;
  }

  /** Those of slow readers; they are in none of the latencies. */
  public long slowArrived() {
    return slowArrived;
  }

  /** Slow readers that the server sent away: no fault. */
  public long slowEnded() {
    return slowEnded;
  }

  /** Messages in the room that this run did not post. */
  public long others() {
    return others;
  }

  /** Latencies of all sizes together. */
  public Histogram latency() {
    Histogram all = histogram();
    latencies.forEach(all::add);
    return all;
  }

  /** Latencies of one of the plan's sizes. */
  public Histogram latency(int kind) {
    return latencies.get(kind).copy();
  }

  public long faults(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  /** Faults of all kinds. */
  public long faults() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why the first connection was not made that was not made. */
  public Optional<ConnectFailure> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** How the first connection ended that ended early. */
  public Optional<Closing> closing() {
    return Optional.ofNullable(closing);
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.Traffic;
import dev.yodel.client.WebSocketConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts, and measures round trips: of pings, and of messages if the n-th answer belongs to the
 * n-th message, as it does with an echo.
 */
final class Stats implements Events {

  private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;
  private static final int MAX_WAITING = 1 << 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final LongSupplier nanoTime;
  private final Histogram pings = new Histogram(HIGHEST_NANOS, DIGITS);
  private final Histogram echoes = new Histogram(HIGHEST_NANOS, DIGITS);
  private final Deque<Long> sentNanos = new ArrayDeque<>();
  private long sent;
  private long received;
  private Traffic ended = new Traffic(0, 0, 0, 0);
  private @Nullable WebSocketConnection live;

  Stats(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void opened(WebSocketConnection connection) {
    sentNanos.clear();
    live = connection;
  }

  @Override
  public void text(String text) {
    received();
  }

  @Override
  public void binary(byte[] bytes) {
    received();
  }

  @Override
  public synchronized void roundTrip(Duration roundTrip) {
    pings.recordValue(Math.min(HIGHEST_NANOS, roundTrip.toNanos()));
  }

  @Override
  public synchronized void closed(WebSocketConnection connection, Closing closing) {
    ended = traffic();
    live = null;
  }

  @Override
  public synchronized void sent(boolean binary, byte[] bytes) {
    sent++;
    if (sentNanos.size() < MAX_WAITING) {
      sentNanos.addLast(nanoTime.getAsLong());
    }
  }

  /** What was counted, a few lines. */
  synchronized String report() {
    Traffic traffic = traffic();
    return String.format(
            Locale.ROOT,
            "sent %d messages, %d bytes; received %d messages, %d bytes%n",
            sent,
            traffic.wireSent(),
            received,
            traffic.wireReceived())
        + ratio("sent", traffic.wireSent(), traffic.plainSent())
        + ratio("received", traffic.wireReceived(), traffic.plainReceived())
        + percentiles("ping round trip", pings)
        + percentiles("echo round trip", echoes);
  }

  /** Of all connections. */
  private Traffic traffic() {
    if (live == null) {
      return ended;
    }
    Traffic now = live.traffic();
    return new Traffic(
        ended.wireSent() + now.wireSent(),
        ended.plainSent() + now.plainSent(),
        ended.wireReceived() + now.wireReceived(),
        ended.plainReceived() + now.plainReceived());
  }

  private synchronized void received() {
    received++;
    Long start = sentNanos.pollFirst();
    if (start != null) {
      echoes.recordValue(Math.min(HIGHEST_NANOS, nanoTime.getAsLong() - start));
    }
  }

  private static String ratio(String what, long wire, long plain) {
    return wire == plain
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: %d of %d bytes, ratio %.3f%n",
            what,
            wire,
            plain,
            (double) wire / plain);
  }

  private static String percentiles(String what, Histogram times) {
    return times.getTotalCount() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: n=%d p50=%.3f p90=%.3f p99=%.3f max=%.3f ms%n",
            what,
            times.getTotalCount(),
            times.getValueAtPercentile(50) / NANOS_PER_MILLI,
            times.getValueAtPercentile(90) / NANOS_PER_MILLI,
            times.getValueAtPercentile(99) / NANOS_PER_MILLI,
            times.getMaxValue() / NANOS_PER_MILLI);
  }
}

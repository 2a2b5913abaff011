package dev.yodel.client.terminal;

import dev.yodel.client.bench.Bucket;
import dev.yodel.client.bench.Comparison;
import dev.yodel.client.bench.Fault;
import dev.yodel.client.bench.Load;
import dev.yodel.client.bench.Plan;
import dev.yodel.client.bench.Result;
import dev.yodel.client.bench.Tally;
import dev.yodel.client.bench.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Figures for people. */
final class BenchText implements BenchReport {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MB = 1e6;
  private static final int BAR = 40;

  private final PrintStream out;

  BenchText(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run(Result result, Place place) {
    if (place.compared()) {
      line("round %d of %d: %s", place.round(), place.rounds(), result.uri());
    } else {
      line("%s", result.uri());
      line("  %s", plan(result.plan()));
    }
    Tally tally = result.tally();
    line(
        "  %-11s %,.0f %s/s, %.2f MB/s, over %.1f s",
        "throughput",
        result.perSecond(),
        result.plan().isFanOut() ? "deliveries" : "messages",
        result.bytesPerSecond() / BYTES_PER_MB,
        result.measured().toMillis() / 1e3);
    latencies(result);
    if (!place.compared()) {
      bars(tally.latency());
    }
    line("  %-11s %s", "faults", faults(tally));
    notes(tally);
    generator(result.generator());
    line("");
    out.flush();
  }

  @Override
  public void comparison(String first, String second, Comparison comparison) {
    line(
        "medians of %d rounds; ratio: first to second of a round, lowest to highest",
        comparison.rounds());
    line("  first  %s", first);
    line("  second %s", second);
    line("  %-10s %14s %14s %8s", "", "first", "second", "ratio");
    for (Comparison.Row row : comparison.rows()) {
      line(
          "  %-10s %11s %-2s %11s %-2s %8.3f  (%.3f to %.3f)",
          row.figure().words(),
          number(row.first()),
          row.figure().unit(),
          number(row.second()),
          row.figure().unit(),
          row.ratio().median(),
          row.ratio().lowest(),
          row.ratio().highest());
    }
    out.flush();
  }

  private static String plan(Plan plan) {
    List<String> sizes = plan.shape().sizes().stream().map(BenchText::size).toList();
    String load =
        plan.load() instanceof Load.Open open
            ? String.format(Locale.ROOT, "open loop, %s/s", number(open.perSecond()))
            : "closed loop, depth " + ((Load.Closed) plan.load()).depth();
    String slow =
        plan.crowd().slowShare() > 0
            ? String.format(Locale.ROOT, "; %.1f %% read slowly", plan.crowd().slowShare() * 100)
            : "";
    String type = plan.shape().text() ? "text" : "binary";
    return who(plan) + "; " + load + "; " + type + " of " + String.join(", ", sizes) + slow;
  }

  private static String who(Plan plan) {
    int posters = plan.crowd().posters();
    if (!plan.isFanOut()) {
      return plan.connections() + " connections";
    }
    return plan.crowd().rooms() == 1
        ? plan.connections() + " members, " + posters + " of them posting"
        : plan.connections()
            + " members of "
            + plan.crowd().rooms()
            + " rooms, "
            + posters
            + " of each posting";
  }

  private void latencies(Result result) {
    var head = new StringBuilder();
    for (double percentile : PERCENTILES) {
      head.append(String.format(Locale.ROOT, "%11s", name(percentile)));
    }
    line("  %-11s%s", "latency, ms", head);
    line("  %-11s%s", "", row(result.tally().latency()));
    List<Integer> sizes = result.plan().shape().sizes();
    for (int kind = 0; sizes.size() > 1 && kind < sizes.size(); kind++) {
      line("    %-9s%s", size(sizes.get(kind)), row(result.tally().latency(kind)));
    }
  }

  private static String row(Histogram times) {
    var row = new StringBuilder();
    for (double percentile : PERCENTILES) {
      String value =
          times.getTotalCount() == 0
              ? "-"
              : String.format(
                  Locale.ROOT, "%.3f", times.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
      row.append(String.format(Locale.ROOT, "%11s", value));
    }
    return row.toString();
  }

  private void bars(Histogram times) {
    long all = times.getTotalCount();
    if (all == 0) {
      return;
    }
    List<Bucket> buckets = Bucket.of(times);
    long most = buckets.stream().mapToLong(Bucket::count).max().orElse(1);
    for (Bucket bucket : buckets) {
      int length = (int) Math.ceil((double) BAR * bucket.count() / most);
      line(
          "  %7s - %-7s %-40s %7.3f %%",
          edge(bucket.fromNanos()),
          edge(bucket.toNanos()),
          "#".repeat(length),
          100.0 * bucket.count() / all);
    }
  }

  private static String faults(Tally tally) {
    List<String> found = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      if (tally.faults(fault) > 0) {
        found.add(String.format(Locale.ROOT, "%,d %s", tally.faults(fault), fault.words()));
      }
    }
    return found.isEmpty() ? "none" : String.join(", ", found);
  }

  private void notes(Tally tally) {
    if (tally.slowArrived() > 0 || tally.slowEnded() > 0) {
      line(
          "  %-11s got %,d messages; the server sent %,d of them away",
          "slow", tally.slowArrived(), tally.slowEnded());
    }
    if (tally.others() > 0) {
      line("  %-11s %,d messages in the room were not of this run", "others", tally.others());
    }
  }

  private void generator(Verdict verdict) {
    Verdict.Evidence evidence = verdict.evidence();
    line(
        "  %-11s %s",
        "generator",
        verdict.isBottleneck()
            ? "THE BOTTLENECK: these figures are partly its own"
            : "not the bottleneck");
    verdict.reasons().forEach(reason -> line("  %-11s - %s", "", reason));
    line(
        "  %-11s late p99 %.3f ms, loop lag p99 %.3f ms, busiest loop %.0f %% of a processor",
        "",
        evidence.late() / NANOS_PER_MILLI,
        evidence.lag() / NANOS_PER_MILLI,
        evidence.cpu() * 100);
  }

  private static String name(double percentile) {
    return percentile == 100
        ? "max"
        : "p" + (percentile == (int) percentile ? "" + (int) percentile : "" + percentile);
  }

  /** {@code 64 B}, {@code 16 KiB}. */
  private static String size(int bytes) {
    if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
  }

  private static String edge(long nanos) {
    return nanos < NANOS_PER_MILLI ? nanos / 1000 + " us" : nanos / 1_000_000 + " ms";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.3f", value);
  }

  /** Addresses come from the command line: nothing raw reaches a terminal. */
  private void line(String format, Object... arguments) {
    out.println(Escape.line(String.format(Locale.ROOT, format, arguments)));
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.bench.Comparison;
import dev.yodel.client.bench.Fault;
import dev.yodel.client.bench.Load;
import dev.yodel.client.bench.Plan;
import dev.yodel.client.bench.Result;
import dev.yodel.client.bench.Tally;
import dev.yodel.client.bench.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Figures for programs, one JSON object a line. A figure that does not exist is left out. */
final class BenchJson implements BenchReport {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String[] NAMES = {"p50", "p90", "p99", "p99.9", "p99.99", "max"};

  private final PrintStream out;

  BenchJson(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run(Result result, Place place) {
    Tally tally = result.tally();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "run");
    fields.put("url", result.uri().toString());
    fields.put("round", place.round());
    fields.put("plan", plan(result.plan()));
    fields.put("seconds", result.measured().toNanos() / NANOS_PER_SECOND);
    fields.put("sent", tally.due());
    fields.put("received", tally.arrived());
    fields.put("perSecond", result.perSecond());
    fields.put("bytesPerSecond", result.bytesPerSecond());
    fields.put("latencyMs", latency(tally.latency()));
    fields.put("bySize", bySize(result));
    fields.put("faults", faults(tally));
    fields.put("slowReceived", tally.slowArrived());
    fields.put("slowSentAway", tally.slowEnded());
    fields.put("others", tally.others());
    fields.put("generator", generator(result.generator()));
    print(fields);
  }

  @Override
  public void comparison(String first, String second, Comparison comparison) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "comparison");
    fields.put("first", first);
    fields.put("second", second);
    fields.put("rounds", comparison.rounds());
    for (Comparison.Row row : comparison.rows()) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("unit", row.figure().unit());
      putFinite(figures, "first", row.first());
      putFinite(figures, "second", row.second());
      putFinite(figures, "ratio", row.ratio().median());
      putFinite(figures, "lowest", row.ratio().lowest());
      putFinite(figures, "highest", row.ratio().highest());
      fields.put(row.figure().words(), figures);
    }
    print(fields);
  }

  private static Map<String, Object> plan(Plan plan) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mode", plan.isFanOut() ? "fanout" : "echo");
    fields.put("connections", plan.connections());
    if (plan.load() instanceof Load.Open open) {
      fields.put("rate", open.perSecond());
    } else if (plan.load() instanceof Load.Closed closed) {
      fields.put("depth", closed.depth());
    }
    fields.put("sizes", plan.shape().sizes());
    fields.put("type", plan.shape().text() ? "text" : "binary");
    fields.put("posters", plan.crowd().posters());
    fields.put("rooms", plan.crowd().rooms());
    fields.put("slow", plan.crowd().slowShare());
    fields.put("threads", plan.crowd().threads());
    fields.put("rampSeconds", plan.phases().ramp().toNanos() / NANOS_PER_SECOND);
    fields.put("warmUpSeconds", plan.phases().warmUp().toNanos() / NANOS_PER_SECOND);
    return fields;
  }

  private static Map<String, Object> latency(Histogram times) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("count", times.getTotalCount());
    if (times.getTotalCount() > 0) {
      fields.put("mean", times.getMean() / NANOS_PER_MILLI);
      for (int i = 0; i < NAMES.length; i++) {
        fields.put(NAMES[i], times.getValueAtPercentile(PERCENTILES.get(i)) / NANOS_PER_MILLI);
      }
    }
    return fields;
  }

  private static List<Map<String, Object>> bySize(Result result) {
    List<Map<String, Object>> all = new ArrayList<>();
    List<Integer> sizes = result.plan().shape().sizes();
    for (int kind = 0; kind < sizes.size(); kind++) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("bytes", sizes.get(kind));
      fields.putAll(latency(result.tally().latency(kind)));
      all.add(fields);
    }
    return all;
  }

  private static Map<String, Object> faults(Tally tally) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Fault fault : Fault.values()) {
      fields.put(fault.key(), tally.faults(fault));
    }
    return fields;
  }

  private static Map<String, Object> generator(Verdict verdict) {
    Verdict.Evidence evidence = verdict.evidence();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bottleneck", verdict.isBottleneck());
    fields.put("reasons", verdict.reasons());
    fields.put("lateP99Ms", evidence.late() / NANOS_PER_MILLI);
    fields.put("lagP99Ms", evidence.lag() / NANOS_PER_MILLI);
    fields.put("busiestLoop", evidence.cpu());
    fields.put("sentShare", evidence.sent());
    return fields;
  }

  private static void putFinite(Map<String, Object> fields, String name, double value) {
    if (Double.isFinite(value)) {
      fields.put(name, value);
    }
  }

  private void print(Map<String, Object> fields) {
    out.println(Escape.json(fields));
    out.flush();
  }
}

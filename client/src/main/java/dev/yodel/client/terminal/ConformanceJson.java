package dev.yodel.client.terminal;

import dev.yodel.client.conformance.Case;
import dev.yodel.client.conformance.Verdict;
import dev.yodel.client.conformance.Verdict.Outcome;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verdicts for programs, one JSON object a line. */
final class ConformanceJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private final PrintStream out;

  ConformanceJson(PrintStream out) {
    this.out = out;
  }

  void add(Verdict verdict) {
    Case of = verdict.of();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "case");
    fields.put("id", of.id());
    fields.put("rfc", of.section().rfc());
    fields.put("section", of.section().number());
    fields.put("title", of.title());
    fields.put("outcome", verdict.outcome().toString());
    fields.put("sent", of.sent());
    fields.put("expected", of.expected());
    fields.put("seen", verdict.seen());
    fields.put("ms", verdict.took().toNanos() / NANOS_PER_MILLI);
    print(fields);
  }

  void end(List<Verdict> verdicts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "end");
    fields.put("cases", verdicts.size());
    for (Outcome outcome : Outcome.values()) {
      fields.put(outcome.toString(), verdicts.stream().filter(v -> v.outcome() == outcome).count());
    }
    print(fields);
  }

  private void print(Map<String, Object> fields) {
    out.println(Escape.json(fields));
    out.flush();
  }
}

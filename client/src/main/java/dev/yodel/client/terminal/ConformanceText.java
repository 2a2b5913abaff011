package dev.yodel.client.terminal;

import dev.yodel.client.conformance.Case;
import dev.yodel.client.conformance.Section;
import dev.yodel.client.conformance.Verdict;
import dev.yodel.client.conformance.Verdict.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Verdicts for people: a line a section, and what is not right in full. */
final class ConformanceText {

  private static final String CASE = "  %-6s %-34s %s";
  private static final String DETAIL = "         %-9s %s";

  private final PrintStream out;
  private final boolean verbose;
  private final List<Verdict> ofSection = new ArrayList<>();
  private @Nullable Section section;

  ConformanceText(PrintStream out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  /** The table itself. */
  void list(List<Case> cases) {
    for (Case one : cases) {
      if (!one.section().equals(section)) {
        section = one.section();
        print("%s: %s", section, section.title());
      }
      print("  %-34s %s", one.id(), one.title());
    }
    print("%d cases", cases.size());
  }

  void add(Verdict verdict) {
    if (!verdict.of().section().equals(section)) {
      endSection();
      section = verdict.of().section();
    }
    ofSection.add(verdict);
  }

  void end(List<Verdict> verdicts) {
    endSection();
    Duration took = verdicts.stream().map(Verdict::took).reduce(Duration.ZERO, Duration::plus);
    print("");
    print(
        "%d cases: %d passed, %d loose, %d failed, %d skipped in %.1f s",
        verdicts.size(),
        count(verdicts, Outcome.PASSED),
        count(verdicts, Outcome.LOOSE),
        count(verdicts, Outcome.FAILED),
        count(verdicts, Outcome.SKIPPED),
        took.toMillis() / 1e3);
    if (count(verdicts, Outcome.LOOSE) > 0) {
      print("loose: allowed by the RFC, but not what it recommends (--strict counts it as failed)");
    }
  }

  private void endSection() {
    Section ended = section;
    if (ended == null || ofSection.isEmpty()) {
      return;
    }
    long passed = count(ofSection, Outcome.PASSED);
    print("%s: %s: %d of %d", ended, ended.title(), passed, ofSection.size());
    ofSection.forEach(this::show);
    ofSection.clear();
    out.flush();
  }

  private void show(Verdict verdict) {
    Case of = verdict.of();
    switch (verdict.outcome()) {
      case PASSED -> {
        if (verbose) {
          print(CASE, "pass", of.id(), of.title());
        }
      }
      case SKIPPED -> {
        if (verbose) {
          print(CASE, "skip", of.id(), of.title() + " (" + verdict.seen() + ")");
        }
      }
      case LOOSE -> details(verdict, "loose");
      case FAILED -> details(verdict, "FAIL");
    }
  }

  private void details(Verdict verdict, String word) {
    Case of = verdict.of();
    print(CASE, word, of.id(), of.title());
    print(DETAIL, "sent", of.sent());
    print(DETAIL, "expected", of.expected());
    print(DETAIL, "seen", verdict.seen());
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  /** What a server answered is in it: nothing raw reaches a terminal. */
  private void print(String format, Object... arguments) {
    out.println(Escape.line(String.format(Locale.ROOT, format, arguments)));
  }
}

package dev.yodel.client.conformance;

import dev.yodel.client.conformance.Verdict.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Verdicts as the XML that build servers read: one suite a section. */
public final class JunitReport {

  private final boolean strict;

  /**
   * A report.
   *
   * @param strict whether what is loose counts as a failure
   */
  public JunitReport(boolean strict) {
    this.strict = strict;
  }

  /** The whole document. */
  public String of(List<Verdict> verdicts) {
    Map<Section, List<Verdict>> sections =
        verdicts.stream()
            .collect(
                Collectors.groupingBy(
                    verdict -> verdict.of().section(), LinkedHashMap::new, Collectors.toList()));
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"WebSocket conformance\"").append(counts(verdicts));
    sections.forEach((section, some) -> suite(xml, section, some));
    return xml.append("</testsuites>\n").toString();
  }

  private void suite(StringBuilder xml, Section section, List<Verdict> verdicts) {
    String name = section + ": " + section.title();
    xml.append("  <testsuite name=\"").append(escape(name)).append('"').append(counts(verdicts));
    verdicts.forEach(verdict -> test(xml, verdict));
    xml.append("  </testsuite>\n");
  }

  private void test(StringBuilder xml, Verdict verdict) {
    Case of = verdict.of();
    xml.append("    <testcase classname=\"")
        .append(escape(of.section().toString()))
        .append("\" name=\"")
        .append(escape(of.id() + ": " + of.title()))
        .append("\" time=\"")
        .append(seconds(verdict.took()))
        .append("\">\n");
    if (isFailure(verdict)) {
      xml.append("      <failure message=\"").append(escape(verdict.seen())).append("\">");
      xml.append(escape("sent: " + of.sent() + "\nexpected: " + of.expected()));
      xml.append(escape("\nseen: " + verdict.seen())).append("</failure>\n");
    } else if (verdict.outcome() == Outcome.SKIPPED) {
      xml.append("      <skipped message=\"").append(escape(verdict.seen())).append("\"/>\n");
    } else if (verdict.outcome() == Outcome.LOOSE) {
      String seen = "loose: " + verdict.seen() + " (expected: " + of.expected() + ")";
      xml.append("      <system-out>").append(escape(seen)).append("</system-out>\n");
    }
    xml.append("    </testcase>\n");
  }

  private boolean isFailure(Verdict verdict) {
    return verdict.outcome() == Outcome.FAILED || (strict && verdict.outcome() == Outcome.LOOSE);
  }

  private String counts(List<Verdict> verdicts) {
    long failures = verdicts.stream().filter(this::isFailure).count();
    long skipped = verdicts.stream().filter(v -> v.outcome() == Outcome.SKIPPED).count();
    Duration took = verdicts.stream().map(Verdict::took).reduce(Duration.ZERO, Duration::plus);
    return String.format(
        Locale.ROOT,
        " tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%s\">%n",
        verdicts.size(),
        failures,
        skipped,
        seconds(took));
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
  }

  /** Text for XML 1.0, which has no place for most control characters. */
  private static String escape(String text) {
    var escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.appendCodePoint(isXml(point) ? point : '\ufffd');
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int point) {
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return point >= ' ' && !surrogate && point != 0xfffe && point != 0xffff;
  }
}

package dev.yodel.server.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lab's help, generated from the table that the parser uses.
 *
 * @param mode who may use the lab on this server
 * @param base scheme, host and port of the examples, such as {@code ws://localhost:8080}
 */
public record Help(LabMode mode, String base) {

  /** The path that the knobs belong to. */
  public static final String PATH = "/echo";

  /** The help as a page. */
  public String html() {
    StringBuilder page = new StringBuilder(16 << 10);
    page.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Yodel · The echo lab</title>
          <link rel="icon" href="../icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="../style/base.css">
          <link rel="stylesheet" href="../style/help.css">
        </head>
        <body>
          <main class="help">
            <h1>The echo lab</h1>
        """);
    paragraph(
        page,
        "An echo server that misbehaves on command: add knobs to the query of "
            + PATH
            + ". They combine.");
    paragraph(page, modeInWords());
    Arrays.stream(Knob.Group.values()).forEach(group -> section(page, group));
    return page.append("  </main>\n</body>\n</html>\n").toString();
  }

  /** What the server's switch means for whoever reads the help. */
  String modeInWords() {
    return switch (mode) {
      case OFF -> "This server runs with --lab off: knobs other than prefix are ignored.";
      case LOCAL ->
          "This server runs with --lab local: knobs that cost are for clients on its own machine.";
      case ON -> "This server runs with --lab on: every client may use every knob.";
    };
  }

  private void section(StringBuilder page, Knob.Group group) {
    page.append("    <h2>").append(escape(group.title())).append("</h2>\n    <dl>\n");
    of(group).forEach(knob -> entry(page, knob));
    page.append("    </dl>\n");
  }

  private static List<Knob<?>> of(Knob.Group group) {
    return Knobs.ALL.stream().filter(knob -> knob.group() == group).toList();
  }

  private void entry(StringBuilder page, Knob<?> knob) {
    page.append("      <dt id=\"")
        .append(knob.name())
        .append("\"><code>")
        .append(knob.name())
        .append("</code>");
    page.append(knob.costs() ? " <span class=\"costs\">costs</span></dt>\n" : "</dt>\n");
    page.append("      <dd>\n");
    paragraph(page, knob.summary());
    paragraph(page, "Value: " + knob.kind().expected() + "." + relations(knob));
    page.append("        <p><code>").append(escape(url(knob))).append("</code></p>\n      </dd>\n");
  }

  private static String relations(Knob<?> knob) {
    StringBuilder words = new StringBuilder();
    Relation.of(knob)
        .forEach(relation -> words.append(" Only ").append(relation.words()).append('.'));
    return words.toString();
  }

  private String url(Knob<?> knob) {
    return base + PATH + "?" + knob.example();
  }

  private static void paragraph(StringBuilder page, String text) {
    page.append("        <p>").append(escape(text)).append("</p>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The help as one JSON object; its shape is told in docs/lab.md. */
  public String json() {
    Map<String, Object> help = new LinkedHashMap<>();
    help.put("lab", mode.name().toLowerCase(Locale.ROOT));
    help.put("path", PATH);
    help.put("knobs", Knobs.ALL.stream().map(Help::described).toList());
    return Json.of(help);
  }

  private static Map<String, Object> described(Knob<?> knob) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", knob.name());
    described.put("group", knob.group().title());
    described.put("kind", knob.kind().name());
    described.put("expected", knob.kind().expected());
    described.put("choices", knob.kind().choices());
    described.put("costs", knob.costs());
    described.put("needs", Relation.names(knob, true));
    described.put("excludes", Relation.names(knob, false));
    described.put("summary", knob.summary());
    described.put("example", PATH + "?" + knob.example());
    return described;
  }
}

package dev.yodel.client.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An upgrade request, line by line; {@code {path}}, {@code {host}} and {@code {key}} are filled in
 * when it is sent.
 */
public record Request(List<String> lines) {

  /** What a good client sends (RFC 6455 section 4.1). */
  static final Request STANDARD =
      new Request(
          List.of(
              "GET {path} HTTP/1.1",
              "Host: {host}",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Key: {key}",
              "Sec-WebSocket-Version: 13"));

  private static final String KEY = "sec-websocket-key";

  public Request {
    lines = List.copyOf(lines);
  }

  /** The same with another first line. */
  Request line(String first) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(0, first);
    return new Request(changed);
  }

  /** The same with one more header line. */
  Request and(String header) {
    List<String> changed = new ArrayList<>(lines);
    changed.add(header);
    return new Request(changed);
  }

  /** The same with another header line in the place of those of its name. */
  Request with(String header) {
    return without(nameOf(header)).and(header);
  }

  /** The same without a header. */
  Request without(String name) {
    List<String> changed = new ArrayList<>(lines);
    changed.removeIf(line -> nameOf(line).equalsIgnoreCase(name));
    return new Request(changed);
  }

  /** Whether it offers something in a header. */
  List<String> values(String name) {
    return lines.stream()
        .skip(1)
        .filter(line -> nameOf(line).equalsIgnoreCase(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .toList();
  }

  /** The first key that is sent, as it is sent. */
  String key(String drawn) {
    List<String> keys = values(KEY);
    return keys.isEmpty() ? "" : keys.get(0).replace("{key}", drawn);
  }

  byte[] bytes(Target target, String key) {
    var text = new StringBuilder();
    for (String line : lines) {
      text.append(
              line.replace("{path}", target.path())
                  .replace("{host}", target.host())
                  .replace("{key}", key))
          .append("\r\n");
    }
    target.headers().forEach(header -> text.append(header).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** How it differs from the standard one, for people. */
  String changes() {
    List<String> changes = new ArrayList<>();
    for (String line : lines) {
      if (!STANDARD.lines.contains(line)) {
        String shown = line.replace("{path}", "/…").replace("{host}", "HOST");
        changes.add(shown.length() > 90 ? shown.substring(0, 80) + "…" : shown);
      }
    }
    for (String line : STANDARD.lines.subList(1, STANDARD.lines.size())) {
      if (lines.stream().noneMatch(other -> nameOf(other).equalsIgnoreCase(nameOf(line)))) {
        changes.add("no " + nameOf(line));
      }
    }
    int shown = Math.min(changes.size(), 4);
    return String.join(", ", changes.subList(0, shown)) + (shown < changes.size() ? ", …" : "");
  }

  private static String nameOf(String line) {
    int colon = line.startsWith("GET ") ? -1 : line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }
}

package dev.yodel.server.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code Forwarded} (RFC 7239 section 4), divided from the right: an element that a proxy
 * has appended is the same whatever stands left of it, also a quote that nobody closes.
 *
 * <pre>
 *   for="_x, for=192.0.2.9;host="a;for=192.0.2.77"
 *   '--------' malformed         '---------------' a value, not a pair
 *              '---------------------------------' the element of the last proxy
 * </pre>
 *
 * <p>What is not quoted may hold all signs that divide nothing, since ports and IPv6 addresses
 * without quotes are common.
 */
final class ForwardedLine {

  private final String line;
  private int at;

  private ForwardedLine(String line) {
    this.line = line;
  }

  /** What {@code for} says in each element, from the left; empty without it or if malformed. */
  static List<String> nodes(String line) {
    List<String> nodes = new ArrayList<>();
    for (int end = line.length(); end >= 0; ) {
      int start = start(line, end);
      String node = new ForwardedLine(line.substring(start, end)).node();
      nodes.add(node == null ? "" : node);
      end = start - 1;
    }
    Collections.reverse(nodes);
    return nodes;
  }

  /** Where the last element before an end begins: behind a comma that is not quoted. */
  private static int start(String line, int end) {
    boolean quoted = false;
    int start = end;
    while (start > 0 && (quoted || line.charAt(start - 1) != ',')) {
      start--;
      if (line.charAt(start) == '"' && !(quoted && isEscaped(line, start))) {
        quoted = !quoted;
      }
    }
    return start;
  }

  private static boolean isEscaped(String line, int sign) {
    int first = sign;
    while (first > 0 && line.charAt(first - 1) == '\\') {
      first--;
    }
    return (sign - first) % 2 == 1;
  }

  /** Reads the element: pairs, each name once at most. */
  private @Nullable String node() {
    Set<String> names = new HashSet<>();
    String node = "";
    do {
      skipSpace();
      String name = plain("=").toLowerCase(Locale.ROOT);
      String value = name.isEmpty() ? "" : value();
      skipSpace();
      if (value == null || (at < line.length() && line.charAt(at) != ';')) {
        return null;
      }
      if (name.equals("for")) {
        node = value;
      }
      if (!name.isEmpty() && !names.add(name)) {
        return null;
      }
    } while (at++ < line.length());
    return node;
  }

  private @Nullable String value() {
    if (at == line.length() || line.charAt(at++) != '=') {
      return null;
    }
    if (at < line.length() && line.charAt(at) == '"') {
      return quoted();
    }
    String value = plain("");
    return value.isEmpty() ? null : value;
  }

  /** A quoted string, without its quotes and with its pairs undone; null if it has no end. */
  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
      if (line.charAt(at) == '\\' && ++at == line.length()) {
        return null;
      }
      value.append(line.charAt(at));
    }
    return at++ < line.length() ? value.toString() : null;
  }

  /** Signs that divide nothing. */
  private String plain(String end) {
    int start = at;
    String dividing = "\";,\\" + end;
    while (at < line.length() && line.charAt(at) > ' ' && dividing.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  private void skipSpace() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
  }
}

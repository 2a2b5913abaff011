package dev.yodel.client.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of what a server answered to a handshake.
 *
 * @param status 0 when it is not HTTP
 * @param lines the header lines, without the first one
 */
record HttpAnswer(int status, String first, List<String> lines) {

  static final int SWITCHING = 101;
  private static final String VERSION = "HTTP/1.1 ";

  static HttpAnswer parse(String head) {
    List<String> lines = new ArrayList<>(head.lines().toList());
    String first = lines.isEmpty() ? "" : lines.remove(0);
    int status = 0;
    if (first.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      status = Integer.parseInt(first.substring(VERSION.length(), VERSION.length() + 3));
    }
    lines.removeIf(String::isEmpty);
    return new HttpAnswer(status, first, List.copyOf(lines));
  }

  /** All values of a header, lists taken apart. */
  List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        for (String value : line.substring(colon + 1).split(",", -1)) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  boolean has(String name, String value) {
    return values(name).stream()
        .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)));
  }
}

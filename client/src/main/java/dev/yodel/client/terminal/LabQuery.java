package dev.yodel.client.terminal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The knobs of {@code --lab} as the query of an address. */
final class LabQuery {

  /** A comma that a knob follows; other commas belong to the value before them. */
  private static final String BETWEEN_KNOBS = ",(?=[a-z-]+=)";

  private LabQuery() {}

  /**
   * The address with the knobs behind its own query.
   *
   * @throws IllegalArgumentException with the value and the expectation
   */
  static String of(String url, List<String> options) {
    String knobs =
        options.stream()
            .flatMap(option -> Arrays.stream(option.split(BETWEEN_KNOBS, -1)))
            .map(LabQuery::parameter)
            .collect(Collectors.joining("&"));
    if (knobs.isEmpty()) {
      return url;
    }
    return url + (url.contains("?") ? "&" : "?") + knobs;
  }

  private static String parameter(String knob) {
    int equals = knob.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "--lab: \"" + knob + "\" (expected: KNOB=VALUE, such as close=4001)");
    }
    return knob.substring(0, equals) + '=' + encoded(knob.substring(equals + 1));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

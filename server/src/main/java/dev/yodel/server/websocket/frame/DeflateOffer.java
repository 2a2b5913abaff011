package dev.yodel.server.websocket.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An offer of compression that can be met, out of those in a {@code Sec-WebSocket-Extensions}
 * header (RFC 6455 section 9.1, RFC 7692 section 7.1).
 *
 * <p>Both sides are always told not to take over context, which a server may ask of every client
 * that offers; so the parameters that matter are whether an offer is well-formed and how large a
 * window it leaves us.
 *
 * @param windowBits the window that it leaves us, in bits
 * @param limited whether it says so: then the answer has to say it too (section 7.1.2.1)
 */
record DeflateOffer(int windowBits, boolean limited) {

  private static final String NAME = "permessage-deflate";
  private static final int MIN_WINDOW_BITS = 8;

  /** The first acceptable offer; empty if none is. */
  static Optional<DeflateOffer> firstOf(List<String> headerLines) {
    if (headerLines.isEmpty()) {
      return Optional.empty();
    }
    for (String offer : split(String.join(",", headerLines), ',')) {
      List<String> parts = split(offer, ';');
      if (parts.get(0).equalsIgnoreCase(NAME)) {
        Optional<DeflateOffer> acceptable = parse(parts.subList(1, parts.size()));
        if (acceptable.isPresent()) {
          return acceptable;
        }
      }
    }
    return Optional.empty();
  }

  /** One offer; empty declines it: unknown, doubled or malformed parameters. */
  private static Optional<DeflateOffer> parse(List<String> parameters) {
    int bits = DeflateEngine.MAX_WINDOW_BITS;
    List<String> seen = new ArrayList<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals).trim();
      String value = equals < 0 ? "" : unquoted(parameter.substring(equals + 1).trim());
      if (seen.contains(name) || !isWellFormed(name, equals >= 0, value)) {
        return Optional.empty();
      }
      seen.add(name);
      if (name.equals("server_max_window_bits")) {
        bits = Integer.parseInt(value);
      }
    }
    return Optional.of(new DeflateOffer(bits, seen.contains("server_max_window_bits")));
  }

  private static boolean isWellFormed(String name, boolean hasValue, String value) {
    return switch (name) {
      case "server_no_context_takeover", "client_no_context_takeover" -> !hasValue;
      case "server_max_window_bits" -> isWindow(value);
      case "client_max_window_bits" -> !hasValue || isWindow(value);
      default -> false;
    };
  }

  /** A decimal number from 8 to 15 without leading zeros. */
  private static boolean isWindow(String value) {
    if (value.length() == 1) {
      return value.charAt(0) - '0' >= MIN_WINDOW_BITS && value.charAt(0) <= '9';
    }
    return value.length() == 2
        && value.charAt(0) == '1'
        && value.charAt(1) >= '0'
        && value.charAt(1) <= '5';
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** Splits outside of quotes, and trims. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i).trim());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).trim());
    return parts;
  }
}

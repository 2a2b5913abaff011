package dev.yodel.client;

import java.util.regex.Pattern;

/**
 * One header field of the handshake.
 *
 * @param name a token (RFC 9110 section 5.1)
 * @param value without control characters
 */
public record Header(String name, String value) {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /**
   * Refuses what cannot be sent in one header line.
   *
   * @throws IllegalArgumentException with the name and the expectation, never the value
   */
  public Header {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "header name: \"" + name + "\" (expected: letters, digits and \"-\")");
    }
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw new IllegalArgumentException(
          "header " + name + ": value with a control character (expected: one line)");
    }
  }

  /** Reads {@code Name: value}. */
  public static Header parse(String line) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("header: \"" + line + "\" (expected: Name: value)");
    }
    return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  /** A field as it came from a peer: what this record refuses is replaced by a question mark. */
  static Header received(String name, String value) {
    return new Header(
        NAME.matcher(name).matches() ? name : "invalid-name",
        value.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?"));
  }

  @Override
  public String toString() {
    return name + ": " + value;
  }
}

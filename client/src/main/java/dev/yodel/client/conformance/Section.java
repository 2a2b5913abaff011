package dev.yodel.client.conformance;

/**
 * A section of an RFC, whose rules some cases check.
 *
 * @param rfc the RFC's number
 * @param number the section's number in it
 * @param title what it is about
 */
public record Section(int rfc, String number, String title) {

  private static final int WEBSOCKET = 6455;
  private static final int DEFLATE = 7692;

  /** What the ids of its cases begin with: sections of other RFCs than 6455 say so. */
  String prefix() {
    return switch (rfc) {
      case WEBSOCKET -> number;
      case DEFLATE -> "deflate-" + number;
      default -> "http-" + number;
    };
  }

  @Override
  public String toString() {
    return "RFC " + rfc + " section " + number;
  }
}

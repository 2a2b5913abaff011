package dev.yodel.client;

/** The peer sent what it may not; the connection ends with a code (RFC 6455 section 7.1.7). */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;

  Violation(int code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}

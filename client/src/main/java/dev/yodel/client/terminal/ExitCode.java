package dev.yodel.client.terminal;

/** What the program's exit code says. The table is documented in docs/client.md. */
enum ExitCode {
  NORMAL(0, "normal end"),
  UNEXPECTED(1, "unexpected error"),
  USAGE(2, "wrong usage"),
  NO_CONNECTION(3, "no connection"),
  TLS(4, "TLS failed"),
  REFUSED(5, "handshake refused"),
  UNAUTHORIZED(6, "authentication refused"),
  CLOSED(7, "closed with another code than 1000, or lost"),
  SILENT(8, "heartbeat lost"),
  UNMET(9, "expectation not met, or timeout"),
  OVERLOADED(10, "rate limited or overloaded"),
  NONCONFORMING(11, "a rule of the RFC was broken"),
  INTERRUPTED(130, "interrupted by Ctrl+C");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }
}

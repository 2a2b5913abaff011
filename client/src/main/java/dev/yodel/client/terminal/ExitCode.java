package dev.yodel.client.terminal;

/** What the program's exit code says. The table is documented in docs/client.md. */
enum ExitCode {
  NORMAL(0),
  UNEXPECTED(1),
  USAGE(2),
  NO_CONNECTION(3),
  TLS(4),
  REFUSED(5),
  UNAUTHORIZED(6),
  CLOSED(7),
  SILENT(8),
  UNMET(9),
  OVERLOADED(10),
  NONCONFORMING(11),
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}

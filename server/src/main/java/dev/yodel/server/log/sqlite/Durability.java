package dev.yodel.server.log.sqlite;

/** What an acknowledged event survives. */
public enum Durability {
  /** The end of the power as well: the disk has it before the author is told. */
  COMMIT("FULL"),
  /** The end of the process: the operating system has it before the author is told. */
  PROCESS("NORMAL");

  private final String synchronous;

  Durability(String synchronous) {
    this.synchronous = synchronous;
  }

  /** The value of SQLite's setting {@code synchronous}. */
  String synchronous() {
    return synchronous;
  }
}

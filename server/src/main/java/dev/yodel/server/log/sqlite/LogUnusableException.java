package dev.yodel.server.log.sqlite;

/** A log that cannot be opened: says which file, why, and the way out; for the operator. */
public final class LogUnusableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What is wrong, and what to do. */
  public LogUnusableException(String wrong, String wayOut) {
    super(wrong + " (" + wayOut + ")");
  }

  LogUnusableException(String wrong, String wayOut, Throwable cause) {
    super(wrong + " (" + wayOut + ")", cause);
  }
}

package dev.yodel.protocol;

/**
 * A place in a room's log. Positions of one epoch are compared, never subtracted: numbers are not
 * dense.
 */
public record Position(String epoch, long seq) {

  /** Refuses a negative number. */
  public Position {
    if (seq < 0) {
      throw new InvalidValueException(
          ErrorCode.POSITION_INVALID, "seq: " + seq + " (expected: 0 or more)");
    }
  }
}

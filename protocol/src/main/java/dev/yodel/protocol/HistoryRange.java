package dev.yodel.protocol;

/** Which messages of a room are asked for, relative to a {@code seq}. */
public record HistoryRange(Direction direction, long seq) {

  /** Where the messages stand. */
  public enum Direction {
    /** Those before it, without it. */
    BEFORE,
    /** Those after it, without it. */
    AFTER,
    /** Those on both sides, and itself. */
    AROUND
  }

  /** The newest messages. */
  public static HistoryRange newest() {
    return new HistoryRange(Direction.BEFORE, Fields.MAX_INTEGER);
  }
}

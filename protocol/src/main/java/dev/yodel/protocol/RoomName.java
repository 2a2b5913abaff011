package dev.yodel.protocol;

import java.util.regex.Pattern;

/**
 * The name of a room: 1 to {@value #MAX_LENGTH} letters, digits, {@code -}, {@code _} or {@code .}
 * (ASCII).
 */
public record RoomName(String value) {

  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 64;

  /** The room that plain clients join when they name none. */
  public static final RoomName LOBBY = new RoomName("lobby");

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_LENGTH + "}");

  /**
   * Refuses what is not a room name.
   *
   * @throws IllegalArgumentException with the value and the expectation
   */
  public RoomName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "room: \""
              + value
              + "\" (expected: 1 to "
              + MAX_LENGTH
              + " letters, digits, '-', '_' or '.')");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

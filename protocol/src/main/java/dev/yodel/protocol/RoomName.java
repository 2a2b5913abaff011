package dev.yodel.protocol;

/**
 * The name of a room: 1 to {@value #MAX_LENGTH} letters, digits, {@code -}, {@code _} or {@code .},
 * in normalization form C.
 *
 * <p>Two spellings with the same {@link #key()} are one room; frames carry the spelling that was
 * first.
 */
public record RoomName(String value) {

  /** The longest name, in code points. */
  public static final int MAX_LENGTH = 64;

  /** The room that plain clients join when they name none. */
  public static final RoomName LOBBY = new RoomName("lobby");

  /**
   * Refuses what is not a room name.
   *
   * @throws InvalidValueException with the value and the expectation
   */
  public RoomName {
    value = Characters.nfc(value);
    int length = Characters.length(value);
    boolean valid =
        length >= 1 && length <= MAX_LENGTH && Characters.are(value, Characters::isRoomCharacter);
    if (!valid) {
      throw new InvalidValueException(
          ErrorCode.ROOM_INVALID,
          "room: "
              + Characters.shown(value)
              + " (expected: 1 to "
              + MAX_LENGTH
              + " letters, digits, '-', '_' or '.')");
    }
  }

  /** What decides whether two spellings are the same room. */
  public String key() {
    return Characters.key(value);
  }

  @Override
  public String toString() {
    return value;
  }
}

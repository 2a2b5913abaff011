package dev.yodel.protocol;

import java.util.regex.Pattern;

/**
 * The name of a user: 1 to {@value #MAX_LENGTH} letters, digits, marks, single inner spaces, {@code
 * -}, {@code _} or {@code .}, in normalization form C.
 */
public record UserName(String value) {

  /** The longest name, in code points. */
  public static final int MAX_LENGTH = 32;

  /** What the names of plain clients begin with; nobody else may claim such a name. */
  public static final String PLAIN_PREFIX = "guest-";

  /** The ids that servers draw: a name like one would be taken for its user's. */
  private static final Pattern ID = Pattern.compile("u-[a-z2-7]{16}");

  /**
   * Refuses what is not a user name.
   *
   * @throws InvalidValueException with the value and the expectation
   */
  public UserName {
    value = Characters.nfc(value);
    int length = Characters.length(value);
    if (length < 1 || length > MAX_LENGTH || !hasShape(value)) {
      throw new InvalidValueException(
          ErrorCode.NAME_INVALID,
          "name: "
              + Characters.shown(value)
              + " (expected: 1 to "
              + MAX_LENGTH
              + " letters, digits, marks, single inner spaces, '-', '_' or '.')");
    }
  }

  private static boolean hasShape(String value) {
    boolean characters =
        Characters.are(value, c -> c == ' ' || Characters.isRoomCharacter(c) || isVisibleMark(c));
    return characters
        && !Characters.isMark(value.codePointAt(0))
        && !value.startsWith(" ")
        && !value.endsWith(" ")
        && !value.contains("  ");
  }

  private static boolean isVisibleMark(int c) {
    return Characters.isMark(c) && !Characters.isIgnorable(c);
  }

  /** What decides whether two spellings are the same name. */
  public String key() {
    return Characters.key(value);
  }

  /** Whether nobody may choose it: it is as those of plain clients, or as a user's id. */
  public boolean isKept() {
    return key().startsWith(PLAIN_PREFIX) || ID.matcher(key()).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.yodel.protocol;

/** The rule of a message's text: 1 to so many characters, none of them NUL. */
public final class MessageText {

  private MessageText() {}

  /**
   * The text itself, if it may be posted.
   *
   * @throws InvalidValueException {@code text_too_long} or {@code bad_request}
   */
  public static String checked(String text, int maxChars) {
    int length = Characters.length(text);
    if (length > maxChars) {
      throw new InvalidValueException(
          ErrorCode.TEXT_TOO_LONG,
          "text: " + length + " characters (expected: at most " + maxChars + ")");
    }
    if (length == 0 || text.indexOf('\0') >= 0) {
      throw new InvalidValueException(
          ErrorCode.BAD_REQUEST,
          "text: " + (length == 0 ? "empty" : "with NUL") + " (expected: characters, no NUL)");
    }
    return text;
  }
}

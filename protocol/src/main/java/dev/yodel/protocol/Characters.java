package dev.yodel.protocol;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The rules that names and texts share. */
public final class Characters {

  private static final int SHOWN = 80;

  /** What is below the first combining mark is in normalization form C as it stands (UAX #15). */
  private static final char FIRST_MARK = '\u0300';

  private static final char FIRST_BEYOND_ASCII = '\u0080';

  private Characters() {}

  /** The length in code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether a surrogate stands without its other half: such a string has no UTF-8. */
  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLowSurrogate(c)) {
        return true;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Normalization form C. */
  static String nfc(String text) {
    return are(text, c -> c < FIRST_MARK) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * The key under which two spellings are one name. Upper before lower: {@code ΟΔΟΣ} and {@code
   * οδοσ} differ in lower case, {@code ß} and {@code SS} in both.
   */
  static String key(String name) {
    if (are(name, c -> c < FIRST_BEYOND_ASCII)) {
      return name.toLowerCase(Locale.ROOT);
    }
    return nfc(nfc(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  /** A value as an error message shows it: quoted, shortened, nothing invisible. */
  static String shown(String value) {
    StringBuilder text = new StringBuilder("\"");
    value.codePoints().limit(SHOWN).forEach(c -> appendShown(text, c));
    return text.append(length(value) > SHOWN ? "…\"" : "\"").toString();
  }

  private static void appendShown(StringBuilder text, int c) {
    if (isInvisible(c) || isIgnorable(c)) {
      text.append(String.format(Locale.ROOT, "\\u{%x}", c));
    } else {
      text.appendCodePoint(c);
    }
  }

  /** Whether it is a control, format (bidirectional overrides are), surrogate or unassigned one. */
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * Whether it counts as a letter or a mark although nothing is shown for it: as far as these go,
   * Default_Ignorable_Code_Point of Unicode (UAX #44). The others of it are format characters.
   */
  public static boolean isIgnorable(int c) {
    if (c < 0x34f) {
      return false;
    }
    return switch (c) {
      case 0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0 -> true;
      default -> isVariationSelector(c);
    };
  }

  /** Whether it says which form the character before it has: in emoji, Mongolian and kanji. */
  public static boolean isVariationSelector(int c) {
    return (c >= 0x180b && c <= 0x180f)
        || (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef);
  }

  static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** Whether all of a text is of one kind. */
  static boolean are(String text, IntPredicate kind) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!kind.test(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it may stand in the name of a room. */
  static boolean isRoomCharacter(int c) {
    return (Character.isLetterOrDigit(c) && !isIgnorable(c)) || c == '-' || c == '_' || c == '.';
  }
}

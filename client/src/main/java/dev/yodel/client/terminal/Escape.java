package dev.yodel.client.terminal;

import dev.yodel.protocol.Characters;
import dev.yodel.protocol.JsonLine;
import java.util.Map;

/**
 * Makes text from a peer safe to show on a terminal: control characters, C1 included, become {@code
 * \x1b}-style escapes; direction overrides, zero-width characters, letters that show nothing, odd
 * line separators and lone surrogates become {@code \\u202e}-style ones. A tab stays, and so does a
 * zero-width joiner between two symbols.
 */
final class Escape {

  private static final char JOINER = '\u200d';

  private Escape() {}

  /** One line of safe text. */
  static String line(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      if (!isHarmless(point) && !joinsSymbols(text, i)) {
        if (safe == null) {
          safe = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        append(safe, point);
      } else if (safe != null) {
        safe.appendCodePoint(point);
      }
      i = next;
    }
    return safe == null ? text : safe.toString();
  }

  /** Safe text that keeps its line breaks. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(Escape::line).toList());
  }

  /** One object as a line of JSON that is safe to show; a program reads the same in it. */
  static String json(Map<String, ?> fields) {
    String json = JsonLine.write(fields);
    if (json.codePoints().allMatch(Escape::isHarmless)) {
      return json;
    }
    StringBuilder safe = new StringBuilder();
    json.codePoints()
        .forEach(
            point -> {
              if (isHarmless(point)) {
                safe.appendCodePoint(point);
              } else {
                for (char half : Character.toChars(point)) {
                  safe.append(String.format("\\u%04x", (int) half));
                }
              }
            });
    return safe.toString();
  }

  /** A joiner that is seen: it makes one emoji of two. */
  private static boolean joinsSymbols(String text, int at) {
    return text.charAt(at) == JOINER
        && at > 0
        && at + 1 < text.length()
        && (isSymbol(text.codePointBefore(at))
            || Characters.isVariationSelector(text.charAt(at - 1)))
        && isSymbol(text.codePointAt(at + 1));
  }

  private static boolean isSymbol(int point) {
    int type = Character.getType(point);
    return type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL;
  }

  private static boolean isHarmless(int point) {
    if (point == '\t') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT ->
          false;
      default -> !Characters.isIgnorable(point) || Characters.isVariationSelector(point);
    };
  }

  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      default -> safe.append(String.format(point < 0x100 ? "\\x%02x" : "\\u%04x", point));
    }
  }
}

package dev.yodel.server.lab;

import java.io.Serial;

/** A knob that is not there, not readable or out of bounds: its name, its value, what is right. */
public final class WrongKnobException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;
  private static final int SHOWN = 60;

  WrongKnobException(String name, String value, String expected) {
    super(show(name) + ": \"" + show(value) + "\" (expected: " + expected + ")");
  }

  private static String show(String text) {
    String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

package dev.yodel.client.terminal;

import dev.yodel.protocol.UserName;
import java.util.Locale;
import java.util.Map;

/** The colours of a terminal, or none. A name has the same colour everywhere and always. */
record Palette(boolean coloured) {

  /** Six hues, plain and bright; no black, no white: both are somebody's background. */
  private static final int[] HUES = {31, 32, 33, 34, 35, 36, 91, 92, 93, 94, 95, 96};

  /** What a terminal shows: none if {@code NO_COLOR} is set, or if it is a dumb one. */
  static Palette of(Map<String, String> environment) {
    boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Palette(wanted && !isDumb(environment));
  }

  /** Whether the terminal can do nothing but print. */
  static boolean isDumb(Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "dumb").toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.equals("dumb");
  }

  /** A user's name. */
  String name(String name) {
    return painted("1;" + HUES[Math.floorMod(key(name).hashCode(), HUES.length)], name);
  }

  /** What matters less. */
  String faint(String text) {
    return painted("2", text);
  }

  /** What is for this user. */
  String strong(String text) {
    return painted("1", text);
  }

  /** What went wrong. */
  String bad(String text) {
    return painted("31", text);
  }

  private String painted(String code, String text) {
    return coloured && !text.isEmpty() ? "\33[" + code + "m" + text + "\33[0m" : text;
  }

  private static String key(String name) {
    try {
      return new UserName(name).key();
    } catch (IllegalArgumentException unusual) {
      return name;
    }
  }
}

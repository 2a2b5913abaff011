package dev.yodel.server.boot;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of options as one types them. */
final class Typed {

  private Typed() {}

  static String of(@Nullable Object value) {
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof Duration time ? of(time) : String.valueOf(value);
  }

  private static String of(Duration time) {
    long millis = time.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 3_600 == 0 && seconds > 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }
}

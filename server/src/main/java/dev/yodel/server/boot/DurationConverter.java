package dev.yodel.server.boot;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 250ms}, {@code 10s}, {@code 5m} or {@code 1h}. */
final class DurationConverter implements ITypeConverter<Duration> {

  /** Its nanoseconds fit into a long, and so does what a clock says after them. */
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  @Override
  public Duration convert(String value) {
    Matcher parts = SHAPE.matcher(value);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "\"" + value + "\" (expected: a number and ms, s, m or h, like 10s)");
    }
    long number = Long.parseLong(parts.group(1));
    Duration time =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (time.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("\"" + value + "\" (expected: at most 10,000 days)");
    }
    return time;
  }
}

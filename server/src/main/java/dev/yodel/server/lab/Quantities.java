package dev.yodel.server.lab;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of knobs that measure something: times, sizes, rates, counts and chances. */
final class Quantities {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KB|KiB|MB|MiB)?");
  private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(s|m)");
  private static final Pattern CHANCE = Pattern.compile("\\d(\\.\\d{1,6})?");
  private static final int KIBI = 1024;
  private static final int KILO = 1000;

  private Quantities() {}

  /** A time with its unit. */
  static Kind<Duration> duration(Duration least, Duration most) {
    return Kind.of(
        "duration",
        Duration.class,
        "a time from " + show(least) + " to " + show(most) + ", such as 250ms, 3s or 1m",
        text -> within(readDuration(text), least, most));
  }

  static Optional<Duration> readDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          default -> Duration.ofMinutes(amount);
        });
  }

  /** A number of bytes, with or without a unit. */
  static Kind<Integer> size(int least, int most) {
    return Kind.of(
        "size",
        Integer.class,
        "a size from "
            + showBytes(least)
            + " to "
            + showBytes(most)
            + ", such as 500, 64KB or 1MiB",
        text -> within(readSize(text), (long) least, (long) most).map(Math::toIntExact));
  }

  private static Optional<Long> readSize(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    long factor =
        switch (unit) {
          case "KB" -> KILO;
          case "KiB" -> KIBI;
          case "MB" -> KILO * KILO;
          case "MiB" -> KIBI * KIBI;
          default -> 1;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) * factor);
  }

  /** Bytes in each second. */
  static Kind<Integer> byteRate(int least, int most) {
    return Kind.of(
        "byte-rate",
        Integer.class,
        showBytes(least) + "/s to " + showBytes(most) + "/s, such as 1KB/s",
        text ->
            text.endsWith("/s")
                ? within(readSize(text.substring(0, text.length() - 2)), (long) least, (long) most)
                    .map(Math::toIntExact)
                : Optional.empty());
  }

  /** So many in each second or minute, kept as the time from one to the next. */
  static Kind<Duration> rate(int mostInASecond) {
    return Kind.of(
        "rate",
        Duration.class,
        "1/m to " + mostInASecond + "/s, such as 10/s or 30/m",
        text ->
            within(
                readRate(text),
                Duration.ofSeconds(1).dividedBy(mostInASecond),
                Duration.ofMinutes(1)));
  }

  private static Optional<Duration> readRate(String text) {
    Matcher matcher = RATE.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      return Optional.empty();
    }
    Duration unit = matcher.group(2).equals("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
    return Optional.of(unit.dividedBy(Long.parseLong(matcher.group(1))));
  }

  /** A whole number. */
  static Kind<Integer> count(int least, int most) {
    return Kind.of(
        "count",
        Integer.class,
        "a whole number from " + least + " to " + most,
        text -> readCount(text, least, most));
  }

  static Optional<Integer> readCount(String text, int least, int most) {
    boolean digits =
        !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? within(Integer.valueOf(text), least, most) : Optional.empty();
  }

  /** How likely something is. */
  static Kind<Double> chance() {
    return Kind.of(
        "chance",
        Double.class,
        "a chance from 0 to 1, such as 0.1",
        text ->
            CHANCE.matcher(text).matches()
                ? within(new BigDecimal(text).doubleValue(), 0.0, 1.0)
                : Optional.empty());
  }

  /** Any number of 64 bits. */
  static Kind<Long> seed() {
    return Kind.of(
        "seed",
        Long.class,
        "a whole number of at most 18 digits",
        text -> text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty());
  }

  private static <T extends Comparable<T>> Optional<T> within(Optional<T> value, T least, T most) {
    return value.flatMap(known -> within(known, least, most));
  }

  private static <T extends Comparable<T>> Optional<T> within(T value, T least, T most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0
        ? Optional.of(value)
        : Optional.empty();
  }

  static String show(Duration time) {
    long millis = time.toMillis();
    if (millis % 60_000 == 0 && millis > 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 && millis > 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static String showBytes(int bytes) {
    if (bytes >= KIBI * KIBI && bytes % (KIBI * KIBI) == 0) {
      return String.format(Locale.ROOT, "%dMiB", bytes / (KIBI * KIBI));
    }
    return bytes >= KIBI && bytes % KIBI == 0
        ? String.format(Locale.ROOT, "%dKiB", bytes / KIBI)
        : bytes + "B";
  }
}

package dev.yodel.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times on the wire: RFC 3339, UTC, years of four digits, always three digits of milliseconds. */
final class Times {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Times() {}

  /** Whether RFC 3339 has a word for it. */
  static boolean isSayable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  static String text(Instant time) {
    return FORMAT.format(time);
  }
}

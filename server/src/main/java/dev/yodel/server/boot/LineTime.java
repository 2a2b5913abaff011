package dev.yodel.server.boot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The instant at the head of a line of the log, in UTC and to the millisecond; for any thread. */
final class LineTime {

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

  private static final int MILLIS = 1000;

  /** A second that has been written out: most lines share theirs with the line before. */
  private record Second(long number, String text) {

    static Second of(long number) {
      return new Second(number, TO_THE_SECOND.format(Instant.ofEpochSecond(number)));
    }
  }

  private volatile Second last = Second.of(0);

  /**
   * An instant, such as 2026-11-21T21:12:39.637Z.
   *
   * @param millis since 1970
   */
  String of(long millis) {
    long number = Math.floorDiv(millis, MILLIS);
    Second second = last;
    if (second.number() != number) {
      second = Second.of(number);
      last = second;
    }
    int rest = Math.floorMod(millis, MILLIS);
    return second.text() + (rest < 100 ? "0" : "") + (rest < 10 ? "0" : "") + rest + "Z";
  }
}

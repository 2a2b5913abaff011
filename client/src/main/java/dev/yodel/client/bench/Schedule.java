package dev.yodel.client.bench;

/**
 * The instants at which messages are due, evenly spaced.
 *
 * @param startNanos of the first one, as {@link System#nanoTime} counts
 */
record Schedule(long startNanos, double perSecond) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** When message {@code number}, from 0, is due: no rounding adds up. */
  long instant(long number) {
    return startNanos + Math.round(number * (NANOS_PER_SECOND / perSecond));
  }

  /** How many are due before an instant. */
  long dueBefore(long instant) {
    if (instant - startNanos <= 0) {
      return 0;
    }
    long number = (long) ((instant - startNanos) * (perSecond / NANOS_PER_SECOND));
    while (number > 0 && instant(number - 1) - instant >= 0) {
      number--;
    }
    while (instant(number) - instant < 0) {
      number++;
    }
    return number;
  }
}

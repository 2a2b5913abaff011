package dev.yodel.client.bench;

/**
 * The time that counts.
 *
 * @param from the first nanosecond
 * @param to the first after it
 */
record Window(long from, long to) {

  boolean holds(long instant) {
    return instant - from >= 0 && instant - to < 0;
  }

  boolean isOver(long instant) {
    return instant - to >= 0;
  }

  /** Ends it earlier, if it was to last longer. */
  Window until(long instant) {
    return isOver(instant) ? this : new Window(from, instant - from < 0 ? from : instant);
  }
}

package dev.yodel.client.bench;

import java.util.Arrays;

/** The instants of messages that wait for something, the oldest first: a ring that grows. */
final class InFlight {

  /** The most: what is due beyond it is not sent. */
  static final int MAX = 1 << 16;

  private static final int FIRST_CAPACITY = 16;

  private long[] ring = new long[FIRST_CAPACITY];
  private long head;
  private long tail;

  /** Takes one more; false if there are {@link #MAX}. */
  boolean add(long instant) {
    if (size() == MAX) {
      return false;
    }
    if (size() == ring.length) {
      grow();
    }
    ring[(int) (tail++ & (ring.length - 1))] = instant;
    return true;
  }

  /** The oldest, which leaves. */
  long remove() {
    assert head < tail;
    return ring[(int) (head++ & (ring.length - 1))];
  }

  int size() {
    return (int) (tail - head);
  }

  private void grow() {
    long[] larger = Arrays.copyOf(ring, ring.length * 2);
    for (long i = head; i < tail; i++) {
      larger[(int) (i & (larger.length - 1))] = ring[(int) (i & (ring.length - 1))];
    }
    ring = larger;
  }
}

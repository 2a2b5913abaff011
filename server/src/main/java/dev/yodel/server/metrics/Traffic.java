package dev.yodel.server.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one event loop counted at one endpoint.
 *
 * <p>Only that loop adds, by a plain load and a plain store: counting costs a message no fence and
 * no bus. Others read a moment late, never half a number.
 */
public final class Traffic {

  /** What is counted. */
  public enum Count {
    MESSAGES_IN(0),
    BYTES_IN(1),
    MESSAGES_OUT(2),
    BYTES_OUT(3),
    /** Events and notices of rooms that were written to a member. */
    DELIVERIES(4),
    /** Members that wait until their connection takes more; goes down as well. */
    SEATS_BEHIND(5);

    private final int at;

    Count(int index) {
      this.at = ROOM + index;
    }
  }

  /** Two cache lines before and after, since the next array may be another loop's. */
  private static final int ROOM = 16;

  private final AtomicLongArray values = new AtomicLongArray(ROOM + Count.values().length + ROOM);

  /** Adds to a count; called by the loop that owns it. */
  public void add(Count what, long more) {
    int at = what.at;
    values.setOpaque(at, values.getPlain(at) + more);
  }

  /** What was counted, by any thread. */
  public long get(Count what) {
    return values.getOpaque(what.at);
  }
}

package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The newest events of a section, for seats that are a little behind. All events after its floor
 * are in it.
 *
 * <pre>
 *   log   ... 11 12 14 15 17 20 21
 *   recent              [17 20 21]      floor = 15
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class RecentFrames {

  private final RecentBudget budget;
  private final Deque<ShownEvent> events = new ArrayDeque<>();
  private long floor;

  /** Entries of the budget's queue that stand for frames dropped here already. */
  private int stale;

  RecentFrames(RecentBudget budget, long head) {
    this.budget = budget;
    this.floor = head;
  }

  /** The place after which everything is here. */
  long floor() {
    return floor;
  }

  void add(ShownEvent event) {
    event.retain();
    events.addLast(event);
    budget.kept(this, event.bytes());
  }

  /** All events after a place, ascending. */
  List<ShownEvent> after(long cursor) {
    assert cursor >= floor;
    List<ShownEvent> found = new ArrayList<>();
    Iterator<ShownEvent> newestFirst = events.descendingIterator();
    while (newestFirst.hasNext()) {
      ShownEvent event = newestFirst.next();
      if (event.seq() <= cursor) {
        break;
      }
      found.add(event);
    }
    Collections.reverse(found);
    return found;
  }

  /** The budget wants the room of the oldest frame. */
  void dropOldest() {
    if (!takeStale()) {
      drop();
    }
  }

  /** Whether the oldest entry of the budget's queue stands for a frame that is gone; takes it. */
  boolean takeStale() {
    if (stale == 0) {
      return false;
    }
    stale--;
    return true;
  }

  private void drop() {
    ShownEvent oldest = events.removeFirst();
    floor = oldest.seq();
    budget.dropped(oldest.bytes());
    oldest.release();
  }

  /** Forgets every event with the text of a deleted message, and those before it. */
  void forgetTextOf(long message) {
    Iterator<ShownEvent> newestFirst = events.descendingIterator();
    long last = 0;
    while (newestFirst.hasNext() && last == 0) {
      ShownEvent event = newestFirst.next();
      last = event.about() == message ? event.seq() : 0;
    }
    while (floor < last) {
      drop();
      stale++;
    }
  }

  /** Forgets everything: what follows comes after the given place. */
  void clear(long head) {
    while (!events.isEmpty()) {
      drop();
      stale++;
    }
    floor = head;
  }
}

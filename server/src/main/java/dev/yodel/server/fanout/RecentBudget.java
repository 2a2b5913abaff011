package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many bytes of recent frames all rooms of one loop may keep together; the oldest frame of the
 * loop goes first, whichever room it is of.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class RecentBudget {

  private static final int MIN_QUEUE = 64;

  private final int maxBytes;
  private final Deque<RecentFrames> order = new ArrayDeque<>();
  private long bytes;
  private int live;

  RecentBudget(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A room keeps one frame more. */
  void kept(RecentFrames frames, int frameBytes) {
    order.addLast(frames);
    bytes += frameBytes;
    live++;
    forgetStale();
    while (bytes > maxBytes) {
      order.removeFirst().dropOldest();
    }
  }

  /** A room let a frame go. */
  void dropped(int frameBytes) {
    bytes -= frameBytes;
    live--;
  }

  /** Keeps the queue in proportion to the frames that are there. */
  private void forgetStale() {
    if (order.size() > MIN_QUEUE + 2 * live) {
      order.removeIf(RecentFrames::takeStale);
    }
  }

  /** Lets every frame of the loop go: its rooms show nothing more. */
  public void clear() {
    while (!order.isEmpty()) {
      order.removeFirst().dropOldest();
    }
  }

  long bytes() {
    return bytes;
  }
}

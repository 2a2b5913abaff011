package dev.yodel.server.chat;

import dev.yodel.server.log.Answer;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The reads of one connection: one is in flight, and beside it one search, the rest wait; while the
 * peer does not take what is written, all that were not begun do.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class ReadQueue {

  private record Read(LogQuery query, Consumer<Answer<Slice>> answer) {}

  private final RoomLog log;
  private final Owner owner;
  private final Lane reads = new Lane();
  private final Lane searches = new Lane();
  private boolean held;

  public ReadQueue(RoomLog log, Owner owner) {
    this.log = log;
    this.owner = owner;
  }

  /** Reads a part of a room; answered on the owner. */
  public void submit(LogQuery query, Consumer<Answer<Slice>> answer) {
    assert owner.isCurrent();
    Lane lane = query instanceof LogQuery.Search ? searches : reads;
    lane.waiting.add(new Read(query, answer));
    lane.next();
  }

  /** Reads one after the other: searches may wait for those of others, and nothing for them. */
  private final class Lane {

    final Deque<Read> waiting = new ArrayDeque<>();
    boolean inFlight;

    void next() {
      if (!inFlight && !held && !waiting.isEmpty()) {
        inFlight = true;
        Read read = waiting.removeFirst();
        log.read(read.query(), slice -> owner.execute(() -> onSlice(read, slice)));
      }
    }

    private void onSlice(Read read, Answer<Slice> slice) {
      assert owner.isCurrent();
      inFlight = false;
      read.answer().accept(slice);
      next();
    }
  }

  /** Begins no read from now on, or goes on. */
  public void hold(boolean hold) {
    assert owner.isCurrent();
    held = hold;
    reads.next();
    searches.next();
  }

  /** Forgets what waits. */
  public void close() {
    reads.waiting.clear();
    searches.waiting.clear();
  }
}

package dev.yodel.server.log;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the newest messages of every room in memory, as far as it goes, and forgets all of them
 * when the process ends.
 *
 * <p>Searches on a thread that it is given, and answers all else on the caller's. One lock guards
 * it all: what is done under it is short, a search takes it slice by slice, and whoever is called
 * under it only enqueues.
 */
public final class MemoryLog implements RoomLog {

  /** How many messages a search looks through before it lets others in. */
  private static final int SEARCHED = 200;

  private final Object lock = new Object();
  private final MemoryRooms rooms;
  private final Clock clock;
  private final Supplier<String> epochs;
  private final Executor searcher;
  private String epoch;
  private boolean renewed;

  /** An empty log with no bound on its memory but what is kept of each room. */
  public MemoryLog(Retention retention, Clock clock, Supplier<String> epochs, Executor searcher) {
    this(retention, clock, epochs, searcher, Long.MAX_VALUE);
  }

  /**
   * An empty log.
   *
   * @param epochs draws a random name for a line of numbers
   * @param searcher searches
   * @param maxBytes about how much memory events may take; over it the rooms that take the most
   *     lose their older halves, messages and what was remembered of dropped ones
   */
  public MemoryLog(
      Retention retention, Clock clock, Supplier<String> epochs, Executor searcher, long maxBytes) {
    this.rooms = new MemoryRooms(retention, maxBytes);
    this.searcher = searcher;
    this.clock = clock;
    this.epochs = epochs;
    this.epoch = epochs.get();
  }

  @Override
  public String epoch() {
    synchronized (lock) {
      return epoch;
    }
  }

  @Override
  public void tail(Tail newListener) {
    synchronized (lock) {
      rooms.tail(newListener);
    }
  }

  @Override
  public void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    synchronized (lock) {
      Instant now = clock.instant();
      answer.accept(new Answer.Given<>(rooms.room(room, now).state(now)));
    }
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    synchronized (lock) {
      Instant now = clock.instant();
      MemoryRoom room = rooms.room(draft.room(), now);
      Answer<Receipt> earlier = room.check(draft);
      answer.accept(earlier == null ? add(room, draft, now) : earlier);
    }
  }

  private Answer<Receipt> add(MemoryRoom room, Draft draft, Instant now) {
    if (!rooms.admit(room, now)) {
      return new Answer.Refused<>(
          ErrorCode.TOO_MANY_ROOMS, "the log in memory has no place for another room");
    }
    Logged logged = rooms.add(room, draft, now);
    return new Answer.Given<>(MemoryRoom.receipt(logged.event().at(), false));
  }

  /** About how much memory events take. Safe from any thread. */
  public long bytes() {
    synchronized (lock) {
      return rooms.bytes();
    }
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    if (query instanceof LogQuery.Search search) {
      Searcher.search(searcher, clock, () -> search(search), answer);
    } else {
      answer.accept(new Answer.Given<>(readNow(query)));
    }
  }

  private Slice readNow(LogQuery query) {
    synchronized (lock) {
      return room(query.room()).read(query);
    }
  }

  private Answer<Slice> search(LogQuery.Search query) {
    MemorySearch search = new MemorySearch(query);
    long deadline = clock.millis() + Searcher.LONGEST.toMillis();
    while (!search.isDone()) {
      if (clock.millis() > deadline) {
        return new Answer.Refused<>(ErrorCode.OVERLOADED, "searching took too long: ask for less");
      }
      search.look(before(query.room(), search.before()));
    }
    synchronized (lock) {
      return new Answer.Given<>(search.result(room(query.room()).floor()));
    }
  }

  private List<Logged> before(RoomName name, long seq) {
    synchronized (lock) {
      return room(name).before(seq, SEARCHED);
    }
  }

  private MemoryRoom room(RoomName name) {
    return rooms.room(name, clock.instant());
  }

  @Override
  public boolean renewEpoch() {
    synchronized (lock) {
      if (renewed) {
        return false;
      }
      renewed = true;
      epoch = epochs.get();
      return true;
    }
  }

  @Override
  public boolean isHealthy() {
    return true;
  }

  @Override
  public void close() {}
}

package dev.yodel.server.log;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest messages of every room in memory, as far as it goes, and forgets all of them
 * when the process ends.
 *
 * <p>Searches on a thread that it is given, and answers all else on the caller's. One lock guards
 * it all: what is done under it is short, a search takes it slice by slice, and whoever is called
 * under it only enqueues.
 */
public final class MemoryLog implements RoomLog {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryLog.class);

  /** Rooms may take so small a part of the memory by being there, and never less: {@value}. */
  private static final int ROOMS_SHARE = 4;

  /** From one line about full memory to the next. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** How many messages a search looks through before it lets others in. */
  private static final int SEARCHED = 200;

  private final Object lock = new Object();
  private final Map<String, MemoryRoom> rooms = new HashMap<>();
  private final Retention retention;
  private final Clock clock;
  private final Supplier<String> epochs;
  private final Executor searcher;
  private final long maxBytes;
  private Tail listener = new NoTail();
  private String epoch;
  private boolean renewed;
  private long lastSeq;
  private long bytes;
  private Instant quietUntil = Instant.MIN;

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
   *     lose their older halves
   */
  public MemoryLog(
      Retention retention, Clock clock, Supplier<String> epochs, Executor searcher, long maxBytes) {
    this.maxBytes = maxBytes;
    this.searcher = searcher;
    this.retention = retention;
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
      listener = newListener;
    }
  }

  @Override
  public void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    synchronized (lock) {
      MemoryRoom known = known(room);
      answer.accept(
          new Answer.Given<>(
              known == null ? MemoryRoom.empty(room) : known.state(clock.instant())));
    }
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    synchronized (lock) {
      MemoryRoom room = rooms.get(draft.room().key());
      if (room == null) {
        if ((rooms.size() + 1L) * MemoryRoom.ROOM_BYTES > maxBytes / ROOMS_SHARE) {
          answer.accept(
              new Answer.Refused<>(
                  ErrorCode.STORAGE_UNAVAILABLE, "the log in memory has too many rooms"));
          return;
        }
        room = new MemoryRoom(draft.room(), retention);
        rooms.put(draft.room().key(), room);
        bytes += room.bytes();
      }
      Answer<Receipt> earlier = room.check(draft);
      answer.accept(earlier == null ? add(room, draft) : earlier);
    }
  }

  private Answer<Receipt> add(MemoryRoom room, Draft draft) {
    lastSeq++;
    long before = room.bytes();
    Logged logged = room.add(draft, lastSeq, clock.instant());
    bytes += room.bytes() - before;
    listener.onLogged(logged);
    retain(room);
    if (bytes > maxBytes) {
      shrink();
    }
    return new Answer.Given<>(MemoryRoom.receipt(logged.event().at(), false));
  }

  /** Halves the largest rooms, until an eighth is free: so it is rare, however many rooms. */
  private void shrink() {
    PriorityQueue<MemoryRoom> largest =
        new PriorityQueue<>(Comparator.comparingLong(MemoryRoom::bytes).reversed());
    largest.addAll(rooms.values());
    int halved = 0;
    while (bytes > maxBytes - maxBytes / 8 && !largest.isEmpty()) {
      MemoryRoom room = largest.remove();
      long before = room.bytes();
      if (room.halve()) {
        bytes += room.bytes() - before;
        listener.onFloor(room.name(), room.floor());
        largest.add(room);
        halved++;
      }
    }
    Instant now = clock.instant();
    if (now.isAfter(quietUntil)) {
      quietUntil = now.plus(QUIET);
      LOG.warn("log memory full halved={} rooms={} bytes={}", halved, rooms.size(), bytes);
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
      MemoryRoom room = known(query.room());
      return room == null ? MemoryRoom.nothing() : room.read(query);
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
      MemoryRoom room = known(query.room());
      return new Answer.Given<>(search.result(room == null ? 0 : room.floor()));
    }
  }

  private List<Logged> before(RoomName name, long seq) {
    synchronized (lock) {
      MemoryRoom room = known(name);
      return room == null ? List.of() : room.before(seq, SEARCHED);
    }
  }

  /** The room, without what became too old while nobody posted. */
  private @Nullable MemoryRoom known(RoomName name) {
    MemoryRoom room = rooms.get(name.key());
    if (room != null) {
      retain(room);
    }
    return room;
  }

  private void retain(MemoryRoom room) {
    long before = room.bytes();
    if (room.retain(clock.instant())) {
      listener.onFloor(room.name(), room.floor());
    }
    bytes += room.bytes() - before;
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

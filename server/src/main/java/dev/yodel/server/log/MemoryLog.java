package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest messages of every room in memory, and forgets all of them when the process ends.
 *
 * <p>Searches on a thread that it is given, and answers all else on the caller's. One lock guards
 * it all: what is done under it is short, a search takes it slice by slice, and whoever is called
 * under it only enqueues.
 */
public final class MemoryLog implements RoomLog {

  /** How many messages a search looks through before it lets others in. */
  private static final int SEARCHED = 200;

  private final Object lock = new Object();
  private final Map<String, MemoryRoom> rooms = new HashMap<>();
  private final Retention retention;
  private final Clock clock;
  private final Supplier<String> epochs;
  private final Executor searcher;
  private Tail listener = new NoTail();
  private String epoch;
  private boolean renewed;
  private long lastSeq;

  /**
   * An empty log.
   *
   * @param epochs draws a random name for a line of numbers
   * @param searcher searches
   */
  public MemoryLog(Retention retention, Clock clock, Supplier<String> epochs, Executor searcher) {
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
      MemoryRoom room =
          rooms.computeIfAbsent(draft.room().key(), key -> new MemoryRoom(draft.room(), retention));
      Answer<Receipt> earlier = room.check(draft);
      if (earlier != null) {
        answer.accept(earlier);
        return;
      }
      lastSeq++;
      Logged logged = room.add(draft, lastSeq, clock.instant());
      listener.onLogged(logged);
      retain(room);
      answer.accept(new Answer.Given<>(MemoryRoom.receipt(logged.event().at(), false)));
    }
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    if (query instanceof LogQuery.Search search) {
      searcher.execute(() -> answer.accept(new Answer.Given<>(search(search))));
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

  private Slice search(LogQuery.Search query) {
    MemorySearch search = new MemorySearch(query);
    while (!search.isDone()) {
      search.look(before(query.room(), search.before()));
    }
    synchronized (lock) {
      MemoryRoom room = known(query.room());
      return search.result(room == null ? 0 : room.floor());
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
    if (room.retain(clock.instant())) {
      listener.onFloor(room.name(), room.floor());
    }
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

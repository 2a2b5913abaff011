package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the newest messages of every room in memory, and forgets all of them when the process ends.
 *
 * <p>Answers on the caller's thread. One lock guards it all: what is done under it is short, and
 * whoever is called under it only enqueues.
 */
public final class MemoryLog implements RoomLog {

  private final Object lock = new Object();
  private final Map<String, MemoryRoom> rooms = new HashMap<>();
  private final Retention retention;
  private final Clock clock;
  private final Supplier<String> epochs;
  private Tail listener = new NoTail();
  private String epoch;
  private boolean renewed;
  private long lastSeq;

  /**
   * An empty log.
   *
   * @param epochs draws a random name for a line of numbers
   */
  public MemoryLog(Retention retention, Clock clock, Supplier<String> epochs) {
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
      MemoryRoom known = rooms.get(room.key());
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
      if (room.retain(clock.instant())) {
        listener.onFloor(draft.room(), room.floor());
      }
      answer.accept(new Answer.Given<>(MemoryRoom.receipt(logged.event().at(), false)));
    }
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    synchronized (lock) {
      MemoryRoom room = rooms.get(query.room().key());
      answer.accept(new Answer.Given<>(room == null ? MemoryRoom.nothing() : room.read(query)));
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

package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.util.function.Consumer;

/**
 * The truth: the ordered events of every room. Everybody downstream is a cursor into it.
 *
 * <p>Thread-safe. Answers and the tail come on threads of the log's own or on the caller's; who is
 * called only enqueues. For one room, the tail comes in order of {@code seq}, each event once, and
 * before the answer to its {@link #append}.
 */
public interface RoomLog extends AutoCloseable {

  /** The random name of this line of numbers; see {@link dev.yodel.protocol.Position}. */
  String epoch();

  /** Who is shown every event of every room once it is logged; set once, before all else. */
  void tail(Tail listener);

  /** Is shown what happens to the log. */
  interface Tail {

    /** An event is logged. */
    void onLogged(Logged logged);

    /** All events of the room up to the floor are gone. */
    void onFloor(RoomName room, long floor);
  }

  /** What a room must know of its log before it lets anyone in. */
  void load(RoomName room, Consumer<Answer<RoomState>> answer);

  /**
   * Logs an event, or refuses it. A {@code postId} that the author used in this room before is
   * answered with the first event's receipt and not logged again.
   */
  void append(Draft draft, Consumer<Answer<Receipt>> answer);

  /** Reads a bounded part of one room. */
  void read(LogQuery query, Consumer<Answer<Slice>> answer);

  /**
   * Draws a new epoch, because a position was seen that this log never gave: it was restored from a
   * copy behind everybody's back. At most once in a log's life; calls after the first do nothing.
   *
   * @return whether the epoch changed
   */
  boolean renewEpoch();

  /**
   * Whether the last write succeeded, and nothing was found damaged. When a write fails, the log
   * tries again by itself; a damaged one waits for its keeper.
   */
  boolean isHealthy();

  /** Writes what waits and lets go of the storage. */
  @Override
  void close();
}

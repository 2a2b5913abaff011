package dev.yodel.server.log;

import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.RoomName;

/** A bounded part of one room's log. */
public sealed interface LogQuery {

  RoomName room();

  /** At most so many events. */
  int limit();

  /** Events as they were logged, after a place: for who has seen all up to there. */
  record Events(RoomName room, long after, int limit) implements LogQuery {}

  /** Messages with their state folded in: for who looks at the room. */
  record Messages(RoomName room, HistoryRange range, int limit) implements LogQuery {}

  /**
   * Messages whose text holds every word.
   *
   * @param before only messages before this place
   */
  record Search(RoomName room, String text, long before, int limit) implements LogQuery {}
}

package dev.yodel.server.simulation;

import dev.yodel.protocol.Position;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import org.jspecify.annotations.Nullable;

/** What a person of the simulation knows of one room. */
final class KnownRoom {

  boolean wanted = true;
  boolean joined;
  boolean live;
  @Nullable String joinId;
  @Nullable Position position;

  /** From now on nothing counts until the room is entered again. */
  void leave() {
    joined = false;
    live = false;
    joinId = null;
  }

  void reset(RoomSpan span) {
    position = new Position(span.epoch(), span.head());
  }

  /** The last event that it saw, or was told to forget all before. */
  long seq() {
    return position == null ? -1 : position.seq();
  }
}

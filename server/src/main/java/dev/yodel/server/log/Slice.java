package dev.yodel.server.log;

import dev.yodel.protocol.ServerMessage.More;
import java.util.List;

/**
 * A part of a room's log, ascending.
 *
 * @param floor the room's floor when it was read: nothing at or below it is in here
 */
public record Slice(List<Logged> events, More more, long floor) {
  public Slice {
    events = List.copyOf(events);
  }
}

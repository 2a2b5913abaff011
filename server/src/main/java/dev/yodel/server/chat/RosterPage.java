package dev.yodel.server.chat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a room's users.
 *
 * @param next where the next part begins; null when this is the last
 */
public record RosterPage(RoomName room, List<Author> users, int count, @Nullable Long next) {

  /** Of a room that nobody is in. */
  static RosterPage empty(RoomName room) {
    return new RosterPage(room, List.of(), 0, null);
  }

  static RosterPage of(RoomName room, Roster roster, long after) {
    Map<Long, Author> page = roster.page(after, Joined.MAX_MEMBERS);
    List<Long> numbers = new ArrayList<>(page.keySet());
    Long last = numbers.isEmpty() ? null : numbers.get(numbers.size() - 1);
    Long next = last != null && roster.hasAfter(last) ? last : null;
    return new RosterPage(room, List.copyOf(page.values()), roster.count(), next);
  }
}

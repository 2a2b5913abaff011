package dev.yodel.server.chat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.User;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner.Cancellable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room: members by connection, and users, who may have several connections and stay for
 * a while after the last.
 */
@OwnedBy(OwnedBy.Kind.ROOM)
final class Roster {

  /** A user in the room. */
  static final class Present {
    private final long number;
    private User user;
    private int connections;
    private @Nullable Cancellable leaving;

    Present(long number, User user) {
      this.number = number;
      this.user = user;
    }

    User user() {
      return user;
    }
  }

  private final Map<Long, Member> members = new LinkedHashMap<>();
  private final Map<String, Present> users = new HashMap<>();
  private final TreeMap<Long, Present> order = new TreeMap<>();
  private long lastNumber;

  @Nullable Member member(long connection) {
    return members.get(connection);
  }

  List<Member> membersOf(String user) {
    return members.values().stream().filter(m -> m.user().id().equals(user)).toList();
  }

  /** Whether nobody is here, nor counted as if. */
  boolean isEmpty() {
    return members.isEmpty() && users.isEmpty();
  }

  int connections() {
    return members.size();
  }

  /** How many users. */
  int count() {
    return users.size();
  }

  /** Adds a member; true if its user was not here before. */
  boolean add(Member member) {
    members.put(member.connection(), member);
    Present known = users.get(member.user().id());
    Present present = known;
    if (present == null) {
      lastNumber++;
      present = new Present(lastNumber, member.user());
      users.put(member.user().id(), present);
      order.put(present.number, present);
    }
    present.connections++;
    if (present.leaving != null) {
      present.leaving.cancel();
      present.leaving = null;
    }
    return known == null;
  }

  /** Removes a member; its user, if this was the last connection, null otherwise. */
  @Nullable Present remove(long connection) {
    Member member = members.remove(connection);
    Present present = member == null ? null : users.get(member.user().id());
    if (present == null) {
      return null;
    }
    present.connections--;
    return present.connections == 0 ? present : null;
  }

  /** Notes the task that will take a user out who has no connection. */
  void leaving(Present present, Cancellable task) {
    present.leaving = task;
  }

  /** Takes a user out who has no connection; false if it came back. */
  boolean forget(Present present) {
    if (present.connections > 0) {
      return false;
    }
    order.remove(present.number);
    return users.remove(present.user.id(), present);
  }

  /** Gives a member's user another name; true if it is new to the room. */
  boolean rename(long connection, User user) {
    Member member = members.get(connection);
    Present present = users.get(user.id());
    if (member == null || present == null) {
      return false;
    }
    members.put(connection, member.as(user));
    boolean changed = !present.user.name().equals(user.name());
    present.user = user;
    return changed;
  }

  /** Users in the order in which they came, after the given number, with their numbers. */
  Map<Long, Author> page(long after, int limit) {
    Map<Long, Author> page = new LinkedHashMap<>();
    order.tailMap(after, false).values().stream()
        .limit(limit)
        .forEach(p -> page.put(p.number, p.user.author()));
    return page;
  }

  /** The first users, for {@code joined}. */
  List<Author> first(int limit) {
    return order.values().stream().limit(limit).map(p -> p.user.author()).toList();
  }

  boolean hasAfter(long number) {
    return order.higherKey(number) != null;
  }
}

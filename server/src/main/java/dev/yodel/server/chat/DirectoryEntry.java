package dev.yodel.server.chat;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner.Cancellable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user of the {@link Directory}. */
@OwnedBy(OwnedBy.Kind.DIRECTORY)
final class DirectoryEntry {

  /** How many direct messages of a user are known again when they come twice. */
  static final int KNOWN_DIRECTS = 256;

  /** In how many rooms it is remembered how far a user read. */
  static final int KNOWN_READS = 1_000;

  private final String user;
  private final Map<Long, DirectoryLink> links = new LinkedHashMap<>();
  private final Set<String> directs = new LinkedHashSet<>();
  private final Map<String, Long> reads = new LinkedHashMap<>();
  private UserName name;
  private boolean known;
  private @Nullable Cancellable leaving;

  DirectoryEntry(String user, UserName name) {
    this.user = user;
    this.name = name;
  }

  String user() {
    return user;
  }

  UserName name() {
    return name;
  }

  boolean isGone() {
    return links.isEmpty();
  }

  void add(DirectoryLink link) {
    links.put(link.connection(), link);
    if (leaving != null) {
      leaving.cancel();
      leaving = null;
    }
  }

  /** Removes a connection, whose client knew of this user or not; true if it was the last. */
  boolean remove(long connection, boolean knew) {
    known |= knew;
    return links.remove(connection) != null && links.isEmpty();
  }

  /** Whether a client that is gone knew of this user. */
  boolean isKnown() {
    return known;
  }

  void leaving(Cancellable task) {
    leaving = task;
  }

  void rename(UserName newName) {
    name = newName;
    for (DirectoryLink link : links.values()) {
      link.owner().execute(() -> link.onRenamed(newName));
    }
  }

  void tell(ServerMessage.Said message, long exceptConnection) {
    for (DirectoryLink link : links.values()) {
      if (link.connection() != exceptConnection) {
        link.owner().execute(() -> link.onTold(message));
      }
    }
  }

  /** Whether a direct message of this user was not sent before; it is known from now on. */
  boolean isNew(String postId) {
    boolean added = directs.add(postId);
    if (directs.size() > KNOWN_DIRECTS) {
      directs.remove(directs.iterator().next());
    }
    return added;
  }

  /** Whether the user never read so far in the room. */
  boolean reads(RoomName room, long seq) {
    Long before = reads.get(room.key());
    if (before != null && before >= seq) {
      return false;
    }
    reads.put(room.key(), seq);
    if (reads.size() > KNOWN_READS) {
      reads.remove(reads.keySet().iterator().next());
    }
    return true;
  }
}

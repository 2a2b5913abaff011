package dev.yodel.server.chat;

import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.User;
import org.jspecify.annotations.Nullable;

/**
 * A session seen from a room.
 *
 * @param connection the number of its connection, unique in the process
 */
public record Member(long connection, User user, Dialect dialect, Peer peer) {

  /** The same member under another name. */
  Member as(User renamed) {
    return new Member(connection, renamed, dialect, peer);
  }

  /** Tells it, from any thread, that it is in the room no longer; an id is what it asked with. */
  void left(@Nullable String id) {
    if (id != null) {
      peer.owner().execute(() -> peer.send(Ok.of(id)));
    }
  }
}

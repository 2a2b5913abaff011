package dev.yodel.server.chat;

import dev.yodel.protocol.User;

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
}

package dev.yodel.server.simulation;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;

/** Makes members. */
final class Someone {

  private Someone() {}

  static Member plain(long connection, Wire wire) {
    String name = UserName.PLAIN_PREFIX + connection;
    return new Member(
        connection, new User(name, new UserName(name), Role.MEMBER), Dialect.PLAIN, wire.outbox());
  }
}

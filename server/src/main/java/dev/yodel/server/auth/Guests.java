package dev.yodel.server.auth;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import java.util.function.Supplier;

/**
 * Users who never said who they are.
 *
 * @param tags draws random tags of eight base32 characters
 */
public record Guests(Supplier<String> tags) {

  /** A plain client: its name is its id, and a prefix tells it from all others. */
  public User plain() {
    String id = UserName.PLAIN_PREFIX + tags.get();
    return new User(id, new UserName(id), Role.MEMBER);
  }
}

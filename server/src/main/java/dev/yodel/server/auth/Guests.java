package dev.yodel.server.auth;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Users of plain connections, who have no {@code hello} to say who they are.
 *
 * @param tags draws random tags of eight base32 characters
 */
public record Guests(Supplier<String> tags) {

  /** Who proved to be somebody, under the token's name or else one like a guest's; or a guest. */
  public User plain(@Nullable Identity identity) {
    if (identity == null) {
      return plain();
    }
    UserName name = identity.name();
    return new User(
        identity.userId(),
        name == null ? new UserName(UserName.PLAIN_PREFIX + tags.get()) : name,
        identity.role());
  }

  /** A plain client: its name is its id, and a prefix tells it from all others. */
  public User plain() {
    String id = UserName.PLAIN_PREFIX + tags.get();
    return new User(id, new UserName(id), Role.MEMBER);
  }
}

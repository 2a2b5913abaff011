package dev.yodel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who a plain connection is. */
class GuestsTest {

  private final Guests guests = new Guests(() -> "abcdefgh");

  private static Identity proved(@Nullable UserName name) {
    return new Identity("u-7", name, name != null, Role.MODERATOR, List.of(), null);
  }

  @Test
  void whoProvedNothingIsAGuest() {
    assertThat(guests.plain(null))
        .isEqualTo(new User("guest-abcdefgh", new UserName("guest-abcdefgh"), Role.MEMBER));
  }

  @Test
  void tokenWithANameGivesBoth() {
    UserName ann = new UserName("Ann");
    assertThat(guests.plain(proved(ann))).isEqualTo(new User("u-7", ann, Role.MODERATOR));
  }

  @Test
  void tokenWithoutANameStillSaysWhoItIs() {
    assertThat(guests.plain(proved(null)))
        .isEqualTo(new User("u-7", new UserName("guest-abcdefgh"), Role.MODERATOR));
  }
}

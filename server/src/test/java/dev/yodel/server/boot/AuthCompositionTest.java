package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.UnauthorizedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For whom a token of the server's own holds that brings somebody back. */
class AuthCompositionTest {

  private static final byte[] RESUME_KEY = new byte[32];
  private static final Identity ANN =
      new Identity("u-ann", new UserName("Ann"), false, Role.MEMBER, List.of(), null);

  @TempDir Path folder;

  private Authenticator authenticator(AuthConfig config) throws IOException {
    return new AuthComposition(config, new RandomTags(), Clock.systemUTC())
        .authenticator(RESUME_KEY);
  }

  private Authenticator trusting(String secret) throws IOException {
    Path file = folder.resolve("secret");
    Files.writeString(file, secret.repeat(32));
    return authenticator(new AuthConfig(true, file, null));
  }

  private static void assertUnknown(Authenticator authenticator, String token) {
    assertThatThrownBy(() -> authenticator.identify(token))
        .isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void aGuestsTokenHoldsForGuestsOnly() throws Exception {
    Authenticator guests = authenticator(AuthConfig.guests());
    String token = guests.resume(ANN);
    assertThat(authenticator(AuthConfig.guests()).identify(token)).isEqualTo(ANN);
    assertUnknown(trusting("a"), token);
  }

  @Test
  void aKeyThatIsNotThereIsNamedWithItsOption() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> authenticator(new AuthConfig(true, none, none)))
        .isInstanceOf(IOException.class)
        .hasMessage("--auth-key " + none + ": there is no such file");
  }

  @Test
  void aTokenIsVoidOnceItsSecretIsAnother() throws Exception {
    String token = trusting("a").resume(ANN);
    assertThat(trusting("a").identify(token)).isEqualTo(ANN);
    assertUnknown(trusting("b"), token);
    assertUnknown(authenticator(AuthConfig.guests()), token);
  }
}

package dev.yodel.server.boot;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak.
 *
 * @param tokens whether nobody may without a signed token
 * @param secret the file of a shared secret (HS256), made when it is needed and not there
 * @param publicKey the file of a public key (RS256, ES256), which goes before the secret; null for
 *     none
 */
public record AuthConfig(boolean tokens, Path secret, @Nullable Path publicKey) {

  /** Where the shared secret is kept when nothing is said. */
  static final String DEFAULT_SECRET = "./yodel-data/token.secret";

  /** Everybody. */
  public static AuthConfig guests() {
    return new AuthConfig(false, Path.of(DEFAULT_SECRET), null);
  }
}

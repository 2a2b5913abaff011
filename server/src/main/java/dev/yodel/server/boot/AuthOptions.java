package dev.yodel.server.boot;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may speak in rooms. */
final class AuthOptions {

  /** Who may speak. */
  enum Who {
    GUESTS,
    TOKENS
  }

  @Option(
      names = "--auth",
      paramLabel = "WHO",
      defaultValue = "guests",
      description =
          "Who may speak: guests, that is all; or tokens, who has one (${DEFAULT-VALUE}).")
  private Who who = Who.GUESTS;

  @Option(
      names = "--auth-secret",
      paramLabel = "FILE",
      defaultValue = AuthConfig.DEFAULT_SECRET,
      description = "Secret that tokens are signed with, HS256; made if needed (${DEFAULT-VALUE}).")
  private Path secret = Path.of(AuthConfig.DEFAULT_SECRET);

  @Option(
      names = "--auth-key",
      paramLabel = "FILE",
      description = "Public key in PEM instead: tokens are signed by RS256 or ES256.")
  private @Nullable Path key;

  AuthConfig toConfig() {
    return new AuthConfig(who == Who.TOKENS, secret, key);
  }
}

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
          "Who may use /ws: guests, everybody; tokens, only who brings a signed token"
              + " (${DEFAULT-VALUE}).")
  private Who who = Who.GUESTS;

  @Option(
      names = "--auth-secret",
      paramLabel = "FILE",
      description =
          "Secret that tokens are signed with, HS256; made if it is missing ("
              + AuthConfig.DEFAULT_SECRET
              + ").")
  private @Nullable Path secret;

  @Option(
      names = "--auth-key",
      paramLabel = "FILE",
      description = "Public key in PEM instead: tokens are signed by RS256 or ES256.")
  private @Nullable Path key;

  AuthConfig toConfig() {
    boolean tokens = who == Who.TOKENS;
    ServerConfig.expect(
        tokens || secret == null, "--auth-secret", secret, "only with --auth tokens");
    ServerConfig.expect(tokens || key == null, "--auth-key", key, "only with --auth tokens");
    ServerConfig.expect(
        secret == null || key == null, "--auth-key", key, "not beside --auth-secret");
    return new AuthConfig(
        tokens, secret == null ? Path.of(AuthConfig.DEFAULT_SECRET) : secret, key);
  }
}

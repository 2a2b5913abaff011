package dev.yodel.server.boot;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.auth.TokenAuthenticator;
import dev.yodel.server.auth.TokenIssuer;
import dev.yodel.server.auth.TokenKey;
import dev.yodel.server.auth.UnauthorizedException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Issues a token for {@code --auth tokens}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Issue a token for a server with --auth tokens and the same secret.")
final class TokenCommand implements Callable<Integer> {

  @Option(names = "--sub", paramLabel = "ID", required = true, description = "The user's id.")
  private String subject = "";

  @Option(names = "--name", paramLabel = "NAME", description = "The user's name (its own choice).")
  private @Nullable String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "member",
      description = "member or moderator (${DEFAULT-VALUE}).")
  private Role role = Role.MEMBER;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "How long it is in force (${DEFAULT-VALUE}).")
  private Duration ttl = Duration.ZERO;

  @Option(
      names = "--room",
      paramLabel = "GLOB",
      description = "A room that may be entered, * for any characters; repeat it (all rooms).")
  private List<String> rooms = new ArrayList<>();

  @Option(
      names = SecretFile.OPTION,
      paramLabel = "FILE",
      defaultValue = AuthConfig.DEFAULT_SECRET,
      description = "The server's secret; made if it is not there (${DEFAULT-VALUE}).")
  private Path secret = Path.of(AuthConfig.DEFAULT_SECRET);

  @Override
  public Integer call() {
    try {
      byte[] key = new SecretFile(secret, ResumeTokens.KEY_BYTES).read(new RandomTags());
      Identity identity =
          new Identity(
              subject,
              name == null ? null : new UserName(name),
              name != null,
              role,
              rooms,
              Clock.systemUTC().instant().plus(ttl));
      String token = new TokenIssuer(key).issue(identity);
      Clock clock = Clock.systemUTC();
      new TokenAuthenticator(TokenKey.ofSecret(key), new ResumeTokens(key, clock), clock)
          .identify(token); // as the server will
      System.out.println(token);
      return 0;
    } catch (UnauthorizedException refused) {
      System.err.println(refused.explanation());
      return 1;
    } catch (FileSystemException e) {
      System.err.println(SecretFile.unusable(SecretFile.OPTION, secret, e).getMessage());
      return 1;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}

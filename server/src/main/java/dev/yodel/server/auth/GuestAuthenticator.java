package dev.yodel.server.auth;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everybody may come; who brings a resume token is who they were.
 *
 * @param ids draws the tail of a new user's id
 */
public record GuestAuthenticator(ResumeTokens tokens, Supplier<String> ids)
    implements Authenticator {

  @Override
  public Identity identify(@Nullable String token) throws UnauthorizedException {
    return token == null ? Identity.guest("u-" + ids.get(), null) : tokens.verify(token);
  }

  @Override
  public String resume(Identity identity) {
    return tokens.issue(identity);
  }

  @Override
  public boolean requiresToken() {
    return false;
  }
}

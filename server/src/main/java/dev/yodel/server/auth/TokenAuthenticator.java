package dev.yodel.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.InvalidValueException;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.UserName;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Only who brings a signed token may come (RFC 7519): {@code sub}, {@code exp}, and if they are
 * there {@code name}, {@code rooms} (patterns) and {@code role}.
 */
public record TokenAuthenticator(TokenKey key, ResumeTokens tokens, Clock clock)
    implements Authenticator {

  private static final int MAX_SUBJECT = 64;

  @Override
  public Identity identify(@Nullable String token) throws UnauthorizedException {
    if (token == null) {
      throw new UnauthorizedException("token: missing (expected: a signed one)");
    }
    return ResumeTokens.isOne(token) ? tokens.verify(token) : signed(token);
  }

  private Identity signed(String token) throws UnauthorizedException {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      boolean valid =
          key.algorithm().equals(jwt.getHeader().getAlgorithm()) && jwt.verify(key.verifier());
      if (!valid) {
        throw new UnauthorizedException("token: its signature does not hold");
      }
      return identity(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException e) {
      throw new UnauthorizedException("token: unreadable (expected: a signed JWT)");
    } catch (InvalidValueException e) {
      throw new UnauthorizedException("token: " + e.explanation());
    }
  }

  private Identity identity(JWTClaimsSet claims) throws ParseException, UnauthorizedException {
    String subject = claims.getSubject();
    if (subject == null || !isSubject(subject)) {
      throw new UnauthorizedException(
          "token: sub (expected: 1 to 64 characters, no controls, not beginning with \"guest-\")");
    }
    if (claims.getExpirationTime() == null) {
      throw new UnauthorizedException("token: exp missing (expected: when it ends)");
    }
    Date begins = claims.getNotBeforeTime();
    if (begins != null && clock.instant().isBefore(begins.toInstant())) {
      throw new UnauthorizedException("token: nbf (expected: one that is in force)");
    }
    Instant expires = claims.getExpirationTime().toInstant();
    if (!clock.instant().isBefore(expires)) {
      throw new UnauthorizedException("token: expired (expected: one that is in force)");
    }
    String name = claims.getStringClaim("name");
    String role = claims.getStringClaim("role");
    return new Identity(
        subject,
        name == null ? null : new UserName(name),
        name != null,
        role == null ? Role.MEMBER : Role.ofWireName(role),
        rooms(claims),
        expires);
  }

  private static boolean isSubject(String subject) {
    return !subject.isEmpty()
        && subject.codePointCount(0, subject.length()) <= MAX_SUBJECT
        && subject.chars().noneMatch(Character::isISOControl)
        && !subject.startsWith(UserName.PLAIN_PREFIX);
  }

  private static List<String> rooms(JWTClaimsSet claims) throws ParseException {
    List<String> globs = claims.getStringListClaim("rooms");
    if (globs == null) {
      return List.of();
    }
    if (globs.isEmpty()) {
      throw new InvalidValueException(
          ErrorCode.UNAUTHORIZED, "rooms: none (expected: a pattern, or no \"rooms\" for all)");
    }
    for (String glob : globs) {
      String letters = glob.replace("*", "");
      if (glob.isEmpty() || !letters.isEmpty()) {
        new RoomName(letters).key();
      }
    }
    return globs;
  }

  @Override
  public String resume(Identity identity) {
    return tokens.issue(identity);
  }

  @Override
  public boolean requiresToken() {
    return true;
  }
}

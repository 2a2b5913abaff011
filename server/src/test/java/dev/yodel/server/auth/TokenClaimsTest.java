package dev.yodel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yodel.protocol.RoomName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a token may say, and what is made of it; its signature always holds. */
class TokenClaimsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] SECRET = new byte[32];

  private final Authenticator authenticator =
      new TokenAuthenticator(
          TokenKey.ofSecret(SECRET), new ResumeTokens(new byte[32], CLOCK), CLOCK);

  private static JWTClaimsSet.Builder ann() {
    return new JWTClaimsSet.Builder().subject("ann").expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private Identity identity(JWTClaimsSet.Builder claims) throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    token.sign(new MACSigner(SECRET));
    return authenticator.identify(token.serialize());
  }

  private void refuses(JWTClaimsSet.Builder claims, String expected) {
    assertThatThrownBy(() -> identity(claims))
        .isInstanceOfSatisfying(
            UnauthorizedException.class, e -> assertThat(e.explanation()).contains(expected));
  }

  @Test
  void subjectIsOneLineThatNoGuestHas() throws Exception {
    refuses(ann().subject(null), "sub");
    refuses(ann().subject(""), "sub");
    refuses(ann().subject("guest-abcdefgh"), "sub");
    refuses(ann().subject("x".repeat(65)), "sub");
    refuses(ann().subject("eve\n\nfixed\nmoderator\n"), "sub");
    assertThat(identity(ann().subject("🎉".repeat(64))).userId()).hasSize(128);
  }

  @Test
  void resumeTokenBringsBackWhatWasSignedAndNoMore() throws Exception {
    Identity identity = identity(ann().claim("name", "Ann").claim("rooms", List.of("team-*")));
    Identity back = authenticator.identify(authenticator.resume(identity));
    assertThat(back).isEqualTo(identity);
    assertThat(back.mayEnter(new RoomName("TEAM-a"))).isTrue();
    assertThat(back.mayEnter(new RoomName("lobby"))).isFalse();
  }

  @Test
  void listOfNoRoomsIsNotAllRooms() throws Exception {
    refuses(ann().claim("rooms", List.of()), "rooms");
    refuses(ann().claim("rooms", List.of("no room!")), "room");
    refuses(ann().claim("rooms", "lobby"), "token");
    assertThat(identity(ann()).mayEnter(RoomName.LOBBY)).isTrue();
    assertThat(identity(ann().claim("rooms", List.of("*"))).mayEnter(RoomName.LOBBY)).isTrue();
  }

  @Test
  void timesAreKept() throws Exception {
    refuses(ann().expirationTime(null), "exp");
    refuses(ann().expirationTime(Date.from(NOW)), "expired");
    refuses(ann().notBeforeTime(Date.from(NOW.plusSeconds(1))), "nbf");
    assertThat(identity(ann().notBeforeTime(Date.from(NOW))).userId()).isEqualTo("ann");
  }

  @Test
  void whatIsNoRoleAndWhatIsNoNameIsSaid() {
    refuses(ann().claim("role", "king"), "role");
    refuses(ann().claim("role", 7), "token");
    refuses(ann().claim("name", " "), "name");
  }
}

package dev.yodel.server.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.auth.TokenAuthenticator;
import dev.yodel.server.auth.TokenIssuer;
import dev.yodel.server.auth.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a session ends that did not say, or no longer proves, who it is. */
class DeadlinesTest {

  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
  private static final Duration HELLO = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static Hall guarded() {
    return Hall.guarded(
        clock ->
            new TokenAuthenticator(
                TokenKey.ofSecret(SECRET), new ResumeTokens(new byte[32], clock), clock));
  }

  private static String token(Hall hall, String user) {
    return new TokenIssuer(SECRET)
        .issue(
            new Identity(
                user, null, false, Role.MEMBER, List.of(), hall.clock().instant().plus(TTL)));
  }

  @Test
  void connectionThatSaysNoHelloIsClosedAfterTenSeconds() {
    Hall hall = Hall.open();
    Visitor silent = hall.connect();
    Visitor polite = hall.joined(RoomName.LOBBY);

    hall.pass(HELLO.minus(MOMENT));
    assertThat(silent.closed()).isNull();
    hall.pass(MOMENT);

    assertThat(silent.closed()).isEqualTo(CloseCode.HELLO_TIMEOUT);
    assertThat(polite.closed()).isNull();
    hall.close(List.of(silent, polite), List.of());
  }

  @Test
  void connectionOutlivesItsTokenByThirtySeconds() {
    Hall hall = guarded();
    Visitor ann = hall.connect();
    ann.hello(token(hall, "ann"), RoomName.LOBBY);
    assertThat(ann.heard(ServerMessage.Welcome.class)).hasSize(1);

    hall.pass(TTL.plus(GRACE).minus(MOMENT));
    assertThat(ann.closed()).isNull();
    hall.pass(MOMENT);

    assertThat(ann.closed()).isEqualTo(CloseCode.TOKEN_EXPIRED);
    hall.close(List.of(ann), List.of());
  }

  @Test
  void refreshWithinTheGraceMovesTheEnd() {
    Hall hall = guarded();
    Visitor ann = hall.connect();
    ann.hello(token(hall, "ann"), RoomName.LOBBY);
    hall.pass(TTL.plus(GRACE).minusSeconds(1)); // a token ends at a whole second

    ann.say(new ClientMessage.Refresh("r", token(hall, "ann")));
    assertThat(ann.heard(ServerMessage.Ok.class)).extracting(ServerMessage.Ok::id).contains("r");

    hall.pass(TTL.plus(GRACE).minus(MOMENT));
    assertThat(ann.closed()).isNull();
    hall.pass(MOMENT);
    assertThat(ann.closed()).isEqualTo(CloseCode.TOKEN_EXPIRED);
    hall.close(List.of(ann), List.of());
  }

  @Test
  void refusedRefreshMovesNothing() {
    Hall hall = guarded();
    Visitor ann = hall.connect();
    ann.hello(token(hall, "ann"), RoomName.LOBBY);
    hall.pass(TTL);

    ann.say(new ClientMessage.Refresh("r", token(hall, "eve")));
    assertThat(ann.heard(ServerMessage.Failure.class)).hasSize(1);

    hall.pass(GRACE);
    assertThat(ann.closed()).isEqualTo(CloseCode.TOKEN_EXPIRED);
    hall.close(List.of(ann), List.of());
  }

  @Test
  void tokenThatOutlivesEveryTimerIsTaken() {
    Hall hall = guarded();
    Visitor ann = hall.connect();
    Instant end = Instant.parse("9999-12-31T23:59:59Z");
    Identity identity = new Identity("ann", null, false, Role.MEMBER, List.of(), end);
    ann.hello(new TokenIssuer(SECRET).issue(identity), RoomName.LOBBY);
    assertThat(ann.heard(ServerMessage.Welcome.class)).hasSize(1);
    hall.pass(Duration.ofHours(5));
    assertThat(ann.closed()).isNull();
    hall.close(List.of(ann), List.of());
  }
}

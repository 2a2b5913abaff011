package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.ConnectOptions.Upgrade;
import dev.yodel.client.HostileServer.BadAnswer;
import dev.yodel.client.HostileServer.BadFrames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against the table of what a hostile server may send. */
class HostileServerIT {

  private static final int LIMIT_SECONDS = 30;
  private static final int MAX_MESSAGE = 1_000;

  private static final WebSocketClient CLIENT = WebSocketClient.create();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  static List<BadFrames> frames() {
    return HostileServer.frames();
  }

  static List<BadAnswer> answers() {
    return HostileServer.answers();
  }

  /** A server that plays a script. */
  ScriptedServer server(ScriptedServer.Script script) throws IOException {
    return ScriptedServer.playing(script);
  }

  private static ConnectOptions options(ScriptedServer server, boolean deflate) {
    var limits = new Limits(MAX_MESSAGE, Duration.ofSeconds(20), Duration.ofSeconds(5));
    var upgrade = new Upgrade(List.of(), deflate ? List.of() : List.of("chat"), deflate);
    var route = new Route(new Tls(null, null, null, null, true), null, null);
    return ConnectOptions.to(server.uri()).with(limits).with(upgrade).with(route);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void clientSaysOnceWhatIsWrongAndDeliversNothingOfIt(BadFrames bad) throws Exception {
    var heard = new Recorder();
    try (var server =
        server(
            peer -> {
              peer.accept(bad.deflate() ? HostileServer.DEFLATE : HostileServer.CHAT);
              peer.write(HostileServer.latin1(bad.hex()));
              Peer.Frame close = peer.read();
              assertThat(close.opcode()).isEqualTo(Peer.CLOSE);
              assertThat(close.closeCode()).isEqualTo(bad.code());
              assertThat(peer.endsInSilence()).isTrue();
            })) {
      WebSocketConnection connection =
          CLIENT
              .connect(options(server, bad.deflate()), heard)
              .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      Closing closing = connection.closed().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(closing.cause()).isEqualTo(Closing.Cause.VIOLATION);
      assertThat(closing.code()).isEqualTo(bad.code());
    }
    assertThat(heard.next()).isEqualTo("open");
    assertThat(heard.next()).startsWith("close " + bad.code());
    assertThat(heard.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void clientTakesNoHandshakeThatIsNotRight(BadAnswer bad) throws Exception {
    var heard = new Recorder();
    try (var server =
        server(
            peer -> {
              String right = Peer.switchingProtocols(peer.readRequest(), HostileServer.CHAT);
              peer.writeUntilGone(bad.change().apply(right));
            })) {
      var connecting = CLIENT.connect(options(server, false), heard);
      assertThat(connecting)
          .failsWithin(Duration.ofSeconds(LIMIT_SECONDS))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .satisfies(
              failure ->
                  assertThat(((ConnectFailure) failure).kind())
                      .as(bad.name())
                      .isEqualTo(Kind.REFUSED));
    }
    assertThat(heard.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8_000, 60_000})
  void rightAnswerThatTheOthersAreMadeOfIsTakenHoweverManyCookies(int bytes) throws Exception {
    try (var server =
        server(
            peer -> {
              String cookie = "Set-Cookie: x=" + "y".repeat(986) + "\r\n";
              peer.accept(HostileServer.CHAT, cookie.repeat(bytes / cookie.length()));
              peer.sendClose(1000, "");
              peer.finish();
            })) {
      CLIENT
          .connect(options(server, false), new Recorder())
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .closed()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }
}

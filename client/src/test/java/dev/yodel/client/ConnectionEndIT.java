package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectOptions.Heartbeat;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ScriptedServer.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionEndIT {

  private static final int LIMIT_SECONDS = 30;

  private final WebSocketClient client = WebSocketClient.create();
  private final Recorder heard = new Recorder();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private WebSocketConnection connect(ScriptedServer server) throws Exception {
    return connect(ConnectOptions.to(server.uri()));
  }

  private WebSocketConnection connect(ConnectOptions options) throws Exception {
    return client.connect(options, heard).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Connects to a script that ends the connection and says what was heard after the opening. */
  private String heardFrom(Script script) throws Exception {
    try (var server = ScriptedServer.playing(script)) {
      connect(server).closed().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(heard.next()).isEqualTo("open");
    String first = heard.next();
    assertThat(heard.isEmpty()).isTrue();
    return first;
  }

  @ParameterizedTest
  @CsvSource({
    "83 00,                    1002, a reserved opcode",
    "C1 01 61,                 1002, a reserved bit",
    "81 81 00 00 00 00 61,     1002, a masked frame",
    "80 01 61,                 1002, a continuation of nothing",
    "89 7E 00 80,              1002, a control frame of more than 125 bytes",
    "09 00,                    1002, a fragmented control frame",
    "88 02 03 ED,              1002, close code 1005",
    "88 02 9C 40,              1002, close code 40000",
    "88 01 03,                 1002, a Close frame of one byte",
    "81 02 C3 28,              1007, text that is not UTF-8",
    "01 01 C3 80 01 28,        1007, text that is not UTF-8 across fragments",
    "81 01 C3,                 1007, text that ends within a character",
    "82 7F 00 00 00 00 10 00 00 00, 1009, a frame beyond the limit",
  })
  void brokenFramesEndTheConnectionWithOneCloseFrame(String hex, int code, String what)
      throws Exception {
    String end =
        heardFrom(
            peer -> {
              peer.accept();
              byte[] bytes = java.util.HexFormat.ofDelimiter(" ").parseHex(hex.strip());
              peer.write(latin1(bytes));
              assertThat(peer.read().closeCode()).as(what).isEqualTo(code);
              assertThat(peer.endsInSilence()).isTrue();
            });
    assertThat(end).startsWith("close " + code).endsWith("VIOLATION");
  }

  @Test
  void messagesBeyondTheLimitEndWith1009() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.write(
                  latin1(Peer.frame(0x02, new byte[6])) + latin1(Peer.frame(0x80, new byte[6])));
              assertThat(peer.read().closeCode()).isEqualTo(1009);
              assertThat(peer.endsInSilence()).isTrue();
            })) {
      var limits = new Limits(10, Duration.ofSeconds(10), Duration.ofSeconds(5));
      WebSocketConnection connection = connect(ConnectOptions.to(server.uri()).with(limits));
      assertThat(connection.closed().get(LIMIT_SECONDS, TimeUnit.SECONDS).code()).isEqualTo(1009);
    }
  }

  @Test
  void lossWithoutACloseFrameIs1006() throws Exception {
    String end =
        heardFrom(
            peer -> {
              peer.accept();
              peer.close();
            });
    assertThat(end).isEqualTo("close 1006  LOST");
  }

  @Test
  void closeFrameWithoutACodeIs1005AndAnsweredInKind() throws Exception {
    String end =
        heardFrom(
            peer -> {
              peer.accept();
              peer.write(latin1(Peer.frame(0x88, new byte[0])));
              assertThat(peer.read()).isEqualTo(new Peer.Frame(Peer.CLOSE, "", -1));
              assertThat(peer.endsInSilence()).isTrue();
            });
    assertThat(end).isEqualTo("close 1005  PEER");
  }

  @Test
  void unansweredCloseIsGivenUp() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            })) {
      var limits = new Limits(1000, Duration.ofSeconds(10), Duration.ofMillis(200));
      WebSocketConnection connection = connect(ConnectOptions.to(server.uri()).with(limits));
      assertThat(connection.close().get(LIMIT_SECONDS, TimeUnit.SECONDS).cause())
          .isEqualTo(Closing.Cause.UNANSWERED);
    }
  }

  @Test
  void pingsAreAsFrequentAsAskedHoweverLongOneMayTake() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              for (int ping = 0; ping < 4; ping++) {
                assertThat(peer.read().opcode()).isEqualTo(Peer.PING);
              }
            })) {
      var often = new Heartbeat(Duration.ofMillis(20), Duration.ofHours(1));
      connect(ConnectOptions.to(server.uri()).with(often));
      server.awaitPlayed();
    }
  }

  @Test
  void silenceAfterAPingEndsTheConnection() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              assertThat(peer.read().opcode()).isEqualTo(Peer.PING);
              peer.awaitEnd();
            })) {
      var heartbeat = new Heartbeat(Duration.ofMillis(50), Duration.ofMillis(100));
      WebSocketConnection connection = connect(ConnectOptions.to(server.uri()).with(heartbeat));
      assertThat(connection.closed().get(LIMIT_SECONDS, TimeUnit.SECONDS).cause())
          .isEqualTo(Closing.Cause.HEARTBEAT);
    }
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}

package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.client.ConnectOptions.Upgrade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketConnectionIT {

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

  @Test
  void sendsMessagesAndOneCloseFrame() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              assertThat(peer.read()).isEqualTo(new Peer.Frame(Peer.TEXT, "hé", -1));
              assertThat(peer.read()).isEqualTo(new Peer.Frame(Peer.BINARY, "xyz", -1));
              assertThat(peer.read()).isEqualTo(new Peer.Frame(Peer.CLOSE, "bye", 1000));
              peer.send(Peer.TEXT, "still here");
              peer.sendClose(1000, "");
              assertThat(peer.endsInSilence()).isTrue();
            })) {
      WebSocketConnection connection = connect(server);
      connection.sendText("hé").get(LIMIT_SECONDS, TimeUnit.SECONDS);
      connection.sendBinary("xyz".getBytes(StandardCharsets.UTF_8));
      connection.close(1000, "bye");
      assertThat(connection.sendText("too late")).failsWithin(Duration.ofSeconds(LIMIT_SECONDS));
      connection.close(1001, "twice").get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(heard.next()).isEqualTo("open");
    assertThat(heard.next()).isEqualTo("text still here");
    assertThat(heard.next()).isEqualTo("close 1000  SELF");
  }

  @Test
  void framesInTheSegmentOfTheHandshakeAreHeard() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              String request = peer.readRequest();
              String early =
                  new String(Peer.frame(0x81, new byte[] {'h', 'i'}), StandardCharsets.ISO_8859_1);
              peer.write(Peer.switchingProtocols(request) + early + Peer.closeFrame(1000, "done"));
              assertThat(peer.read()).isEqualTo(new Peer.Frame(Peer.CLOSE, "", 1000));
              assertThat(peer.endsInSilence()).isTrue();
            })) {
      connect(server).closed().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(heard.next()).isEqualTo("open");
    assertThat(heard.next()).isEqualTo("text hi");
    assertThat(heard.next()).isEqualTo("close 1000 done PEER");
  }

  @Test
  void pingsAreAnsweredInsideAFragmentedMessage() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              byte[] snowman = "☃".getBytes(StandardCharsets.UTF_8);
              peer.write(latin1(Peer.frame(0x01, new byte[] {snowman[0]})));
              peer.send(Peer.PING, "are you there");
              assertThat(peer.read()).isEqualTo(new Peer.Frame(Peer.PONG, "are you there", -1));
              peer.write(latin1(Peer.frame(0x00, new byte[0])));
              peer.write(latin1(Peer.frame(0x80, new byte[] {snowman[1], snowman[2]})));
              peer.sendClose(1000, "");
              peer.finish();
            })) {
      connect(server).closed().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(heard.next()).isEqualTo("open");
    assertThat(heard.next()).isEqualTo("ping are you there");
    assertThat(heard.next()).isEqualTo("text ☃");
    assertThat(heard.next()).isEqualTo("close 1000  PEER");
  }

  @Test
  void pingSettlesWithTheRoundTrip() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              Peer.Frame ping = peer.read();
              peer.send(Peer.PONG, "stray");
              peer.send(Peer.PONG, ping.payload());
              peer.awaitEnd();
            })) {
      WebSocketConnection connection = connect(server);
      assertThat(connection.ping().get(LIMIT_SECONDS, TimeUnit.SECONDS)).isPositive();
      connection.abort();
      assertThat(connection.closed().get(LIMIT_SECONDS, TimeUnit.SECONDS).cause())
          .isEqualTo(Closing.Cause.ABORTED);
      assertThat(connection.ping()).failsWithin(Duration.ofSeconds(LIMIT_SECONDS));
    }
  }

  @Test
  void handshakeCarriesHeadersAndSubprotocolsAndNoOrigin() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              String request = peer.accept("Sec-WebSocket-Protocol: b\r\n", "X-Answer: yes\r\n");
              assertThat(request).startsWith("GET /echo HTTP/1.1\r\n").contains("x-one: 1\r\n");
              assertThat(request).containsIgnoringCase("sec-websocket-protocol: a,b\r\n");
              assertThat(request).doesNotContainIgnoringCase("origin:");
              peer.sendClose(1000, "");
              peer.finish();
            })) {
      var upgrade = new Upgrade(List.of(Header.parse("x-one: 1")), List.of("a", "b"), false);
      WebSocketConnection connection = connect(ConnectOptions.to(server.uri()).with(upgrade));
      assertThat(connection.subprotocol()).contains("b");
      assertThat(connection.headers()).contains(new Header("X-Answer", "yes"));
      connection.closed().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void badClosesAreRefusedBeforeTheyAreSent() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            })) {
      WebSocketConnection connection = connect(server);
      assertThatThrownBy(() -> connection.close(1005, "")).hasMessageContaining("1005");
      assertThatThrownBy(() -> connection.close(1000, "é".repeat(62))).hasMessageContaining("124");
      assertThatThrownBy(() -> connection.ping(new byte[126])).hasMessageContaining("126");
      connection.abort();
    }
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}

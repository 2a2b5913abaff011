package dev.yodel.server.websocket;

import static dev.yodel.server.websocket.RawPeer.frame;
import static dev.yodel.server.websocket.RawPeer.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.Transport;
import dev.yodel.server.boot.TrustConfig;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library would not send, over real sockets: NIO in full, the others in a smoke run. */
class WireIT {

  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;

  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = Server.start(config(Transport.Choice.NIO));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ServerConfig config(Transport.Choice transport) {
    return ServerConfig.defaults()
        .withPort(0)
        .withTransport(transport)
        .with(
            new ServerConfig.Timeouts(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ZERO));
  }

  private static RawPeer peer() throws Exception {
    return new RawPeer(server.port());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.Choice.class,
      names = {"NIO", "EPOLL", "IO_URING"})
  void framesInTheUpgradesOwnSegmentAreServed(Transport.Choice transport) throws Exception {
    try (Server other = Server.start(config(transport));
        RawPeer peer = new RawPeer(other.port())) {
      peer.send(
          bytes(upgrade("/echo")), frame(TEXT, "one"), frame(PING, "two"), frame(CLOSE, "\3\350"));

      assertThat(peer.toEnd())
          .startsWith("HTTP/1.1 101 ")
          .endsWith("\r\n\r\n\u0081\3one\u008a\3two\u0088\2\3\350");
    }
  }

  @Test
  void bytesThatComeOneByOneAreServed() throws Exception {
    try (RawPeer peer = peer()) {
      byte[] all = bytes(upgrade("/") + new String(frame(TEXT, "x"), StandardCharsets.ISO_8859_1));
      for (byte one : all) {
        peer.send(new byte[] {one});
      }

      assertThat(peer.until("\u0081\1x")).startsWith("HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "129, a\377, 1007",
    "131, x, 1002",
    "193, x, 1002",
    "136, '\23\210', 1002",
    "136, '\3\355', 1002",
  })
  void everyErrorIsOneCloseFrameWithItsCode(int first, String payload, int code) throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(bytes(upgrade("/echo"))).until("\r\n\r\n");

      String end = peer.send(frame(first, payload), frame(TEXT, "after")).toEnd();

      assertThat(end.charAt(0)).isEqualTo('\u0088');
      assertThat((end.charAt(2) << 8) | end.charAt(3)).isEqualTo(code);
      assertThat(end.length()).isEqualTo(2 + end.charAt(1));
    }
  }

  @Test
  void unmaskedFramesAreAProtocolError() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(bytes(upgrade("/echo")), new byte[] {(byte) TEXT, 1, 'x'});

      assertThat(peer.toEnd()).contains("\u0088").contains("\3\352");
    }
  }

  @Test
  void tooBigIsRefusedByItsLengthAlone() throws Exception {
    try (RawPeer peer = peer()) {
      byte[] head = {(byte) BINARY, (byte) 0xff, 0, 0, 0, 0, 0, 0x10, 0, 1, 0, 0, 0, 0};

      assertThat(peer.send(bytes(upgrade("/echo")), head).toEnd()).contains("\3\361");
    }
  }

  @Test
  void aPeerThatNeverAnswersTheCloseIsReset() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(bytes(upgrade("/ws")), frame(BINARY, "x"));

      assertThat(peer.toEnd()).contains("\3\353");
    }
  }

  @Test
  void silenceIsClosed() throws Exception {
    try (RawPeer peer = peer()) {
      assertThat(peer.toEnd()).isEmpty();
    }
  }

  @Test
  void halfARequestIsAnsweredAndClosed() throws Exception {
    try (RawPeer peer = peer()) {
      assertThat(peer.send("GET / HTTP/1.1\r\nHost: loc").toEnd()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void requestsBeforeAnUpgradeAreAnsweredInOrder() throws Exception {
    try (RawPeer peer = peer()) {
      String head = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";

      peer.send(bytes(head + head + upgrade("/echo")), frame(TEXT, "x"));

      assertThat(peer.until("\u0081\1x"))
          .containsPattern("(?s)^HTTP/1.1 200 .*HTTP/1.1 200 .*HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/"})
  void theEchoIsGuardedIfItIsToBe(String path) throws Exception {
    TrustConfig guarded = new TrustConfig(new OriginPolicy(List.of()), true, List.of());
    try (Server strict = Server.start(ServerConfig.defaults().withPort(0).with(guarded));
        RawPeer evil = new RawPeer(strict.port());
        RawPeer own = new RawPeer(strict.port())) {
      String origin = "\r\nOrigin: http://";
      String foreign = upgrade(path).replace("\r\nUpgrade", origin + "evil.example\r\nUpgrade");
      assertThat(evil.send(foreign).until("--allow-origin")).startsWith("HTTP/1.1 403 ");
      String page = upgrade(path).replace("\r\nUpgrade", origin + "localhost\r\nUpgrade");
      assertThat(own.send(page).until("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/ws, Origin: http://evil.example, 403, --allow-origin",
    "/ws, Origin: http://localhost, 101, accept",
    "/echo, Origin: http://evil.example, 101, accept",
  })
  void roomsAreForTheServersOwnPages(String path, String line, int status, String seen)
      throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(upgrade(path).replace("\r\n\r\n", "\r\n" + line + "\r\n\r\n"));

      assertThat(peer.until(seen)).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void anotherNameThanLoopbacksIsTurnedAway() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(upgrade("/echo").replace("localhost", "rebound.example"));

      assertThat(peer.until("--allow-host")).startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void aPeerThatSendsAndNeverReadsIsStoppedAndClosed() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(bytes(upgrade("/echo")));
      byte[] many = new byte[64 * 1024];
      byte[] one = frame(BINARY, "x".repeat(122));
      for (int at = 0; at < many.length; at += one.length) {
        System.arraycopy(one, 0, many, at, one.length);
      }

      assertThatThrownBy(
              () -> {
                for (int sent = 0; sent < 1 << 30; sent += many.length) {
                  peer.send(many);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.websocket.RawPeer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A port of TLS, over sockets of the JDK: an end without close_notify fails a test that reads. */
@ExtendWith(LeakWatch.class)
class TlsIT {

  private static final X509Bundle PAIR = Pairs.local("localhost");
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private static Path folder;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    TlsConfig tls = new TlsConfig(Pairs.write(PAIR, folder), Duration.ZERO, YEAR);
    server = Server.start(ServerConfig.defaults().withPort(0).with(tls));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SSLSocket socket(String... versions) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            Pairs.client(PAIR, null)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    return socket;
  }

  private static RawPeer peer(String... versions) throws Exception {
    return new RawPeer(socket(versions));
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void echoesAndEndsInOrder(String version) throws Exception {
    try (RawPeer peer = peer(version)) {
      assertThat(peer.send(RawPeer.upgrade("/echo?prefix=a")).until("\r\n\r\n"))
          .startsWith("HTTP/1.1 101 ");
      peer.send(RawPeer.frame(0x81, "b"), RawPeer.frame(0x88, "\3\350"));

      assertThat(peer.toEnd()).isEqualTo("\u0081\2ab\u0088\2\3\350");
    }
  }

  /** What was not read when the server ends would make a reset of its end. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aViolationIsAnsweredThoughThePeerGoesOnSending(String version) throws Exception {
    byte[] flood = new byte[1 << 20];
    try (RawPeer peer = peer(version)) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      peer.send(RawPeer.frame(0x83, ""), flood);

      assertThat(peer.toEnd()).startsWith("\u0088").contains("\3\352").doesNotContain("reset");
    }
  }

  /** What is unread when the answer is told would reset the connection. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aRefusalIsNotFollowedByAReset(String version) throws Exception {
    byte[] body = new byte[32 * 1024];
    try (RawPeer peer = peer(version)) {
      peer.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9437184\r\n\r\n");
      assertThat(peer.send(body).until("too long\n")).startsWith("HTTP/1.1 413 ");
      peer.keepSending(body, Duration.ofMillis(300));
    }
  }

  @Test
  void thePageIsServedWithTheHeaderThatKeepsItSecure() throws Exception {
    assertThat(page("/"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("Strict-Transport-Security: max-age=31536000\r\n")
        .endsWith("</html>\n");
  }

  @Test
  void theLabsHelpNamesAddressesThatThePortTakes() throws Exception {
    assertThat(page("/echo/help")).contains("wss://localhost/echo?");
  }

  @Test
  void http1IsAgreedOn() throws Exception {
    try (SSLSocket socket = socket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
    }
  }

  static List<String> plainTexts() {
    return List.of(get("/"), RawPeer.upgrade("/echo"), "hello over there\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("plainTexts")
  void plainTextIsToldThatThePortSpeaksTls(String request) throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      assertThat(peer.send(request).toEnd())
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .contains("expected https:// or wss://", "connection: close")
          .doesNotContain("Strict-Transport-Security");
    }
  }

  /** A ClientHello of TLS 1.1, answered by the fatal alert protocol_version. */
  @Test
  void olderVersionsAreRefused() throws Exception {
    String hello = "16030100310100002d0302" + "00".repeat(32) + "000004c013c0140100" + "0000";
    byte[] bytes = HexFormat.of().parseHex(hello);
    try (RawPeer peer = new RawPeer(server.port())) {
      assertThat(peer.send(bytes).toEnd()).startsWith("\25\3").contains("\2\106");
    }
  }

  @Test
  void aPageOfPlainTextIsAnotherSite() throws Exception {
    try (RawPeer own = peer();
        RawPeer plain = peer()) {
      String request = RawPeer.upgrade("/ws").replaceFirst("\r\n\r\n", "\r\nOrigin: ");
      assertThat(own.send(request + "https://localhost\r\n\r\n").until("\r\n\r\n"))
          .startsWith("HTTP/1.1 101 ");
      assertThat(plain.send(request + "http://localhost\r\n\r\n").until("\r\n\r\n"))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  /** close_notify ends a connection as FIN does, though the socket stays open. */
  @Test
  void thePeersCloseNotifyEndsTheConnection() throws Exception {
    try (SSLSocket socket = socket("TLSv1.3");
        RawPeer peer = new RawPeer(socket)) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      socket.shutdownOutput();
      assertThat(peer.toEnd()).isEmpty();
    }
  }

  @Test
  void theLabTellsHowTheConnectionIsSecured() throws Exception {
    try (RawPeer peer = peer("TLSv1.3")) {
      assertThat(peer.send(RawPeer.upgrade("/echo?meta=1")).until("knobs"))
          .contains("\"tlsVersion\":\"TLSv1.3\"", "\"tlsCipher\":\"TLS_");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close=tcp", "close=4001"})
  void theLabEndsInOrderToo(String knobs) throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(RawPeer.upgrade("/echo?" + knobs)).until("\r\n\r\n");
      peer.send(RawPeer.frame(0x88, "\17\241"));
      assertThat(peer.toEnd()).doesNotContain("reset");
    }
  }

  @Test
  void everyMemberOnEveryLoopGetsEveryMessageWhole() throws Exception {
    List<RawPeer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        RawPeer peer = peer();
        peers.add(peer);
        peer.send(RawPeer.upgrade("/ws?room=tls")).until("\r\n\r\n");
      }
      StringBuilder expected = new StringBuilder();
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String text = "message %2d ".formatted(i).repeat(1 + i % 8);
        frames.add(RawPeer.frame(0x81, text));
        expected.append('\u0081').append((char) text.length()).append(text);
      }
      frames.add(RawPeer.frame(0x81, "end"));
      expected.append("\u0081\3end");
      peers.get(0).send(frames.toArray(byte[][]::new));
      for (RawPeer peer : peers) {
        assertThat(peer.until("end")).isEqualTo(expected.toString());
      }
    } finally {
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }

  @Test
  void handshakesAreCountedByHowTheyEnd() throws Exception {
    try (RawPeer plain = new RawPeer(server.port());
        Socket broken = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      plain.send(get("/")).toEnd();
      broken.getOutputStream().write(HexFormat.of().parseHex("160301000400000000"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(page("/metrics"))
                      .contains(
                          "yodel_tls_handshakes_total{result=\"ok\"}",
                          "yodel_tls_handshakes_total{result=\"failed\"}",
                          "yodel_tls_handshakes_total{result=\"plaintext\"}",
                          "yodel_tls_certificate_expires_seconds"));
    }
  }

  private static String page(String path) throws Exception {
    try (RawPeer peer = peer()) {
      return peer.send(get(path)).toEnd();
    }
  }
}

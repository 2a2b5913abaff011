package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.FloodLimits.PerAddress;
import dev.yodel.server.guard.FloodLimits.PerConnection;
import dev.yodel.server.guard.Network;
import dev.yodel.server.guard.TrustedProxies;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy on this machine: whose connection it is, and what follows from that. */
class ProxyIT {

  private static final String COSTLY = "/echo?push=1/s";
  private static Server lines;
  private static Server headers;

  /** Connections of one address a second. */
  private static final int OFTEN = 20;

  @BeforeAll
  static void start() throws Exception {
    lines = Server.start(config(true, "127.0.0.0/8"));
    headers = Server.start(config(false, "127.0.0.0/8", "10.0.0.0/8"));
  }

  private static ServerConfig config(boolean withLines, String... networks) {
    FloodLimits limits =
        new FloodLimits(0, new PerConnection(0, 0, 0), new PerAddress(1, OFTEN, 0, 0, 0, 0), false);
    TrustedProxies proxies =
        new TrustedProxies(List.of(networks).stream().map(Network::of).toList(), withLines);
    return ServerConfig.defaults()
        .withPort(0)
        .with(
            new ServerConfig.Timeouts(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ZERO))
        .with(GuardConfig.defaults().with(limits).with(proxies));
  }

  @AfterAll
  static void stop() {
    lines.close();
    headers.close();
  }

  private static String answer(RawPeer peer) throws IOException {
    return peer.until("\r\n\r\n");
  }

  /** A line of version 2 over IPv4 from an address, with an extension that nobody knows. */
  private static byte[] binaryLine(int lastByte) {
    String head = "0d0a0d0a000d0a515549540a" + "2111" + "0010";
    String addresses = "c00002" + HexFormat.of().toHexDigits((byte) lastByte) + "7f000001";
    return HexFormat.of().parseHex(head + addresses + "10000050" + "e9000107");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Test
  void aLineSaysWhoseConnectionItIs() throws Exception {
    try (RawPeer first = new RawPeer(lines.port());
        RawPeer second = new RawPeer(lines.port());
        RawPeer other = new RawPeer(lines.port())) {
      String line = "PROXY TCP4 192.0.2.1 127.0.0.1 5000 80\r\n";
      assertThat(answer(first.send(line + RawPeer.upgrade("/echo")))).contains(" 101 ");
      assertThat(answer(second.send(line + RawPeer.upgrade("/echo")))).contains(" 429 ");
      assertThat(answer(other.send(line.replace("2.1", "2.2") + RawPeer.upgrade("/echo"))))
          .contains(" 101 ");
      assertThat(first.send(RawPeer.frame(0x81, "word")).until("word")).contains("word");
    }
  }

  @Test
  void theLabSaysWhoALineBrought() throws Exception {
    try (RawPeer peer = new RawPeer(lines.port())) {
      String line = "PROXY TCP4 192.0.2.60 127.0.0.1 5000 80\r\n";
      peer.send(line + RawPeer.upgrade("/echo?meta=1")).until("\"peer\":\"192.0.2.60\"");
    }
  }

  @Test
  void aLineOfAnAddressThatComesTooOftenIsNotHeard() throws Exception {
    String line = "PROXY TCP4 192.0.2.9 127.0.0.1 5000 80\r\n";
    String get = line + "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    int heard = 0;
    boolean unheard = false;
    for (int i = 0; i <= 20 * OFTEN && !unheard; i++) {
      try (RawPeer peer = new RawPeer(lines.port())) {
        unheard = !peer.send(get).toEnd().contains("HTTP");
        heard += unheard ? 0 : 1;
      }
    }
    assertThat(unheard).isTrue();
    assertThat(heard).isGreaterThanOrEqualTo(OFTEN);
    try (RawPeer other = new RawPeer(lines.port())) {
      assertThat(other.send(get.replace("2.9", "2.10")).toEnd()).contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void aBinaryLineDoes() throws Exception {
    try (RawPeer first = new RawPeer(lines.port());
        RawPeer second = new RawPeer(lines.port())) {
      assertThat(answer(first.send(binaryLine(3), bytes(RawPeer.upgrade("/echo")))))
          .contains(" 101 ");
      assertThat(answer(second.send(binaryLine(3), bytes(RawPeer.upgrade("/echo")))))
          .contains(" 429 ");
    }
  }

  @Test
  void aLineThatComesByteByByteIsRead() throws Exception {
    try (RawPeer peer = new RawPeer(lines.port())) {
      for (byte one : bytes("PROXY TCP6 2001:db8::9 ::1 5000 80\r\n" + RawPeer.upgrade("/echo"))) {
        peer.send(new byte[] {one});
      }
      assertThat(answer(peer)).contains(" 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "PROXY TCP4 nonsense\r\n",
        "PROXY TCP4 192.0.2.1",
        "",
      })
  void aProxyWithoutItsLineIsClosed(String begin) throws Exception {
    int refused = refused(Why.PROXY);
    try (RawPeer peer = new RawPeer(lines.port())) {
      assertThat(peer.send(begin).toEnd()).doesNotContain("HTTP");
    }
    Awaitility.await().untilAsserted(() -> assertThat(refused(Why.PROXY)).isEqualTo(refused + 1));
  }

  private static int refused(Why why) throws IOException {
    String get = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (RawPeer peer = new RawPeer(lines.port())) {
      String series = "yodel_refused_total{why=\"" + why.word() + "\"} ";
      String metrics = peer.send("PROXY UNKNOWN\r\n" + get).toEnd();
      int at = metrics.indexOf(series) + series.length();
      return metrics.contains(series)
          ? (int) Double.parseDouble(metrics.substring(at, metrics.indexOf('\n', at)))
          : 0;
    }
  }

  @Test
  void whomALineBringsToAFullServerIsTold() throws Exception {
    ServerConfig.Limits one = new ServerConfig.Limits(1024, 16, 1);
    try (Server full = Server.start(config(true, "127.0.0.0/8").with(one));
        RawPeer first = new RawPeer(full.port())) {
      String line = "PROXY TCP4 192.0.2.1 127.0.0.1 5000 80\r\n";
      assertThat(answer(first.send(line + RawPeer.upgrade("/echo")))).contains(" 101 ");
      try (RawPeer second = new RawPeer(full.port())) {
        assertThat(second.send(line.replace("2.1", "2.2") + RawPeer.upgrade("/echo")).toEnd())
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: 5");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROXY TCP4 192.0.2.77 127.0.0.1 5000 80\r\n"})
  void whoComesByALineFromElsewhereIsNotLocal(String line) throws Exception {
    try (RawPeer peer = new RawPeer(lines.port());
        RawPeer local = new RawPeer(lines.port())) {
      assertThat(answer(peer.send(line + RawPeer.upgrade(COSTLY)))).contains(" 403 ");
      assertThat(answer(local.send("PROXY UNKNOWN\r\n" + RawPeer.upgrade(COSTLY))))
          .contains(" 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For: ", "Forwarded: for="})
  void aHeaderSaysWhoseUpgradeItIs(String header) throws Exception {
    try (RawPeer first = new RawPeer(headers.port());
        RawPeer second = new RawPeer(headers.port());
        RawPeer direct = new RawPeer(headers.port())) {
      String address = header.startsWith("X") ? "192.0.2.1" : "192.0.2.2";
      String upgrade = with(header + "198.51.100." + 1 + ", " + forwarded(header, address));
      assertThat(answer(first.send(upgrade))).contains(" 101 ");
      assertThat(answer(second.send(upgrade))).contains(" 429 ");
      assertThat(answer(direct.send(RawPeer.upgrade(COSTLY)))).contains(" 101 ");
    }
  }

  @Test
  void whoIsRefusedIsNotCountedAndMayAskAgain() throws Exception {
    try (RawPeer peer = new RawPeer(headers.port());
        RawPeer other = new RawPeer(headers.port())) {
      String good = with("X-Forwarded-For: 192.0.2.9");
      String bad = good.replace("/echo", "/ws?room=a%20b");
      assertThat(peer.send(bad).until("expected")).contains(" 400 ");
      assertThat(other.send(bad).until("expected")).contains(" 400 ");
      assertThat(answer(peer.send(good))).contains(" 101 ");
    }
  }

  @Test
  void whoIsNoTrustedProxySpeaksForItselfAlone() throws Exception {
    String upgrade = with("X-Forwarded-For: 192.0.2.1");
    try (Server trusting = Server.start(config(false, "10.0.0.0/8"));
        RawPeer first = new RawPeer(trusting.port());
        RawPeer second = new RawPeer(trusting.port())) {
      assertThat(answer(first.send(upgrade))).contains(" 101 ");
      assertThat(answer(second.send(upgrade))).as("loopback has no limits").contains(" 101 ");
    }
    try (Server trusting = Server.start(config(true, "10.0.0.0/8"));
        RawPeer peer = new RawPeer(trusting.port())) {
      String line = "PROXY TCP4 192.0.2.1 127.0.0.1 5000 80\r\n";
      assertThat(answer(peer.send(line + RawPeer.upgrade("/echo")))).contains(" 400 ");
    }
  }

  private static String forwarded(String header, String address) {
    return (header.startsWith("X") ? "" : "for=") + address;
  }

  private static String with(String header) {
    return RawPeer.upgrade("/echo").replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n");
  }

  @Test
  void twoHeadersThatContradictEachOtherAreRefused() throws Exception {
    try (RawPeer peer = new RawPeer(headers.port())) {
      String upgrade = with("X-Forwarded-For: 192.0.2.5\r\nForwarded: for=192.0.2.6");
      assertThat(peer.send(upgrade).until("X-Forwarded-For")).contains(" 400 ");
    }
  }
}

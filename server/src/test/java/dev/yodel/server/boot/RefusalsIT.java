package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.http.Answers;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever refuses, and wherever in a pipeline: the answer is guarded as every other is. */
class RefusalsIT {

  private static final ServerConfig DEFAULTS = ServerConfig.defaults().withPort(0);
  private static final Duration HOUR = Duration.ofHours(1);

  private static void expect(int status, Server server, String request) throws IOException {
    try (RawPeer peer = new RawPeer(server.port())) {
      String answer = peer.send(request).until("\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      Answers.expectGuarded(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/ws, Origin: http://elsewhere.example, 403",
    "/nowhere, X: y, 404",
    "/ws?room=a%20b, X: y, 400",
    "/echo?delya=1s, X: y, 400",
    "/ws, Sec-WebSocket-Protocol: none, 400",
    "/echo, Sec-WebSocket-Key: wrong, 400",
    "/echo, Transfer-Encoding: gzip, 400",
    "/ws, Authorization: Bearer a.b.c, 401",
  })
  void ofAnUpgrade(String target, String header, int status) throws Exception {
    try (Server server = Server.start(DEFAULTS)) {
      String upgrade = RawPeer.upgrade(target).replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n");
      expect(status, server, upgrade);
    }
  }

  @Test
  void ofAnOldVersionAndOfAForeignHost() throws Exception {
    try (Server server = Server.start(DEFAULTS)) {
      String upgrade = RawPeer.upgrade("/echo");
      expect(426, server, upgrade.replace("Version: 13", "Version: 8"));
      expect(421, server, upgrade.replaceFirst("Host: [^\r]*", "Host: elsewhere.example"));
    }
  }

  @Test
  void ofAServerThatIsFull() throws Exception {
    try (Server server = Server.start(DEFAULTS.with(new ServerConfig.Limits(1024, 16, 1)));
        RawPeer only = new RawPeer(server.port())) {
      only.send(RawPeer.upgrade("/echo")).until("101 ");
      expect(503, server, RawPeer.upgrade("/echo"));
    }
  }

  @Test
  void ofAnAddressThatHasEnough() throws Exception {
    FloodLimits one =
        new FloodLimits(
            0,
            new FloodLimits.PerConnection(0, 0, 0),
            new FloodLimits.PerAddress(1, 0, 0, 0, 0, 0),
            true);
    try (Server server = Server.start(DEFAULTS.with(GuardConfig.defaults().with(one)));
        RawPeer only = new RawPeer(server.port())) {
      only.send(RawPeer.upgrade("/echo")).until("101 ");
      expect(429, server, RawPeer.upgrade("/echo"));
    }
  }

  @Test
  void ofAServerThatSheds() throws Exception {
    ShedMarks marks = new ShedMarks(1, HOUR);
    try (Server server = Server.start(DEFAULTS.with(GuardConfig.defaults().with(marks)))) {
      Awaitility.await().untilAsserted(() -> expect(503, server, RawPeer.upgrade("/echo")));
    }
  }

  @Test
  void ofWhoIsTooSlow() throws Exception {
    Duration little = Duration.ofMillis(200);
    try (Server server =
        Server.start(
            DEFAULTS.with(
                new ServerConfig.Timeouts(little, HOUR, HOUR, Duration.ZERO, Duration.ZERO)))) {
      expect(408, server, "GET / HTTP/1.1\r\nHo");
    }
  }

  @Test
  void ofWhoSpeaksPlainTextToAPortOfTls(@TempDir Path folder) throws Exception {
    TlsConfig tls =
        new TlsConfig(Pairs.write(Pairs.local("localhost"), folder), Duration.ZERO, HOUR);
    try (Server server = Server.start(DEFAULTS.with(tls))) {
      expect(400, server, RawPeer.upgrade("/echo"));
    }
  }
}

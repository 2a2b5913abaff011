package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.websocket.RawPeer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keeper's port: what moves there, in plain text, to the end. */
@ExtendWith(LeakWatch.class)
class AdminPortIT {

  private static Server shared;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    shared = Server.start(config());
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  private static ServerConfig config() {
    return ServerConfig.defaults()
        .withPort(0)
        .with(new WatchConfig(new AdminConfig(AdminConfig.LOOPBACK, 0), AccessLog.OFF));
  }

  private static String get(int port, String path) throws IOException {
    return get(new Socket(InetAddress.getLoopbackAddress(), port), path);
  }

  private static String get(Socket socket, String path) throws IOException {
    try (RawPeer peer = new RawPeer(socket)) {
      return peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .toEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, 200, 404",
    "/health/live, 200, 404",
    "/health/ready, 200, 404",
    "/, 404, 200",
    "/echo/help, 404, 200",
    "/echo, 404, 426",
  })
  void healthAndMetricsMoveThere(String path, int admin, int own) throws Exception {
    assertThat(get(shared.adminPort(), path)).startsWith("HTTP/1.1 " + admin + " ");
    assertThat(get(shared.port(), path)).startsWith("HTTP/1.1 " + own + " ");
  }

  @Test
  void nobodyUpgradesThere() throws Exception {
    try (RawPeer peer = new RawPeer(shared.adminPort());
        RawPeer rebound = new RawPeer(shared.adminPort())) {
      assertThat(peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ")
          .contains("X-Content-Type-Options: nosniff");
      assertThat(
              rebound
                  .send("GET /metrics HTTP/1.1\r\nHost: rebound.example\r\n\r\n")
                  .until("\r\n\r\n"))
          .startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void itSpeaksPlainTextBesideAPortOfTls() throws Exception {
    X509Bundle pair = Pairs.local("localhost");
    TlsConfig tls = new TlsConfig(Pairs.write(pair, folder), Duration.ZERO, Duration.ofDays(1));
    try (Server server = Server.start(config().with(tls))) {
      Socket secure =
          Pairs.client(pair, null)
              .getSocketFactory()
              .createSocket(InetAddress.getLoopbackAddress(), server.port());
      assertThat(get(server.adminPort(), "/health/ready"))
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("Strict-Transport-Security");
      assertThat(get(secure, "/health/ready")).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void aFullServerCanStillBeAsked() throws Exception {
    try (Server server = Server.start(config().with(new ServerConfig.Limits(1024, 16, 1)));
        RawPeer only = new RawPeer(server.port())) {
      only.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");

      assertThat(get(server.adminPort(), "/health/ready"))
          .startsWith("HTTP/1.1 503 ")
          .endsWith("full\n");
    }
  }

  @Test
  void whoComesTooOftenIsStillHeardThere() throws Exception {
    FloodLimits once =
        new FloodLimits(
            0,
            new FloodLimits.PerConnection(0, 0, 0),
            new FloodLimits.PerAddress(0, 1, 0, 0, 0, 0),
            true);
    try (Server server = Server.start(config().with(GuardConfig.defaults().with(once)))) {
      for (int i = 0; i < 20; i++) {
        assertThat(get(server.adminPort(), "/health/live")).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void itHasALimitOfItsOwn() throws Exception {
    Duration hour = Duration.ofHours(1);
    ServerConfig patient =
        config().with(new ServerConfig.Timeouts(hour, hour, hour, Duration.ZERO, Duration.ZERO));
    List<RawPeer> open = new ArrayList<>();
    try (Server server = Server.start(patient)) {
      for (int i = 0; i < AdminInitializer.MOST_CONNECTIONS; i++) {
        RawPeer peer = new RawPeer(server.adminPort());
        open.add(peer);
        peer.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").until("live\n");
      }
      try (RawPeer tooMany = new RawPeer(server.adminPort())) {
        assertThat(tooMany.toEnd()).isIn("", "reset");
      }
      String refusals =
          open.get(0)
              .send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
              .until("yodel_shedding 0");
      assertThat(refusals).contains("yodel_refused_total{why=\"max_connections\"} 1.0");
      open.remove(0).close();

      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(get(server.adminPort(), "/health/live")).startsWith("HTTP/1.1 200 "));
    } finally {
      for (RawPeer peer : open) {
        peer.close();
      }
    }
  }

  @Test
  void itIsTheLastThatCloses() throws Exception {
    Server server = Server.start(config());
    Thread stopping = new Thread(server::close, "stopping");
    try (RawPeer member = new RawPeer(server.port())) {
      member.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      stopping.start();
      member.until("\3\351");

      assertThat(get(server.adminPort(), "/health/ready"))
          .startsWith("HTTP/1.1 503 ")
          .endsWith("draining\n");
      assertThat(get(server.adminPort(), "/metrics")).contains("yodel_websockets 1.0");
      try (RawPeer late = new RawPeer(server.port())) {
        assertThat(late.send(RawPeer.upgrade("/echo")).until("\r\n\r\n"))
            .startsWith("HTTP/1.1 503 ");
      }
      member.send(RawPeer.frame(0x88, "\3\351")).toEnd();
    } finally {
      server.close();
      stopping.join();
    }
    assertThatThrownBy(() -> get(server.adminPort(), "/health/live"))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aPortInUseIsNamedByItsOption() throws Exception {
    AdminConfig taken = new AdminConfig(AdminConfig.LOOPBACK, shared.adminPort());

    assertThatThrownBy(() -> Server.start(config().with(new WatchConfig(taken, AccessLog.OFF))))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("port " + shared.adminPort())
        .hasMessageContaining("--admin-port N");
  }
}

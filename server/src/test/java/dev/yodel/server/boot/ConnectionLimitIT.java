package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.websocket.RawPeer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLimitIT {

  private static final int PLACES = 50;
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void whoComesOverTheLimitIsToldAndWhoLeavesMakesRoom() throws Exception {
    ServerConfig.Limits limits = new ServerConfig.Limits(1024, 16, 2);
    try (Server server = Server.start(ServerConfig.defaults().withPort(0).with(limits))) {
      try (RawPeer first = upgraded(server);
          RawPeer second = upgraded(server);
          RawPeer third = new RawPeer(server.port())) {
        assertThat(first).isNotSameAs(second);
        assertThat(third.send(RawPeer.upgrade("/echo")).toEnd())
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: 5", "Connection: close", "Too many connections");
      }
      Awaitility.await()
          .untilAsserted(
              () -> {
                try (RawPeer next = new RawPeer(server.port())) {
                  assertThat(next.send(RawPeer.upgrade("/echo")).until("\r\n")).contains("101");
                }
              });
    }
  }

  /** They hold the server's places, and those in which one is told why, until their time is up. */
  @Test
  void aMassThatSaysNothingIsGoneInTime() throws Exception {
    ServerConfig config =
        ServerConfig.defaults()
            .withPort(0)
            .with(new ServerConfig.Limits(1024, 16, PLACES))
            .with(new ServerConfig.Timeouts(SHORT, HOUR, HOUR, Duration.ZERO, Duration.ZERO));
    List<RawPeer> silent = new ArrayList<>();
    try (Server server = Server.start(config);
        RawPeer good = upgraded(server)) {
      for (int i = 0; i < 5 * PLACES; i++) {
        silent.add(new RawPeer(server.port()));
      }
      for (RawPeer peer : silent) {
        assertThat(peer.toEnd()).isIn("", "reset");
      }
      assertThat(good.send(RawPeer.frame(0x81, "word")).until("word")).contains("word");
      assertThat(RawPeer.metrics(server.port()))
          .contains("yodel_limits_hit_total{limit=\"max-connections\"}")
          .containsPattern("yodel_refused_total\\{why=\"max_connections\"} \\d")
          .containsPattern("yodel_refused_total\\{why=\"too_slow\"} \\d");
    } finally {
      for (RawPeer peer : silent) {
        peer.close();
      }
    }
  }

  /** Each is there for a second at most, and never in a place that another address could have. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMassOfOneAddressThatSaysNothingTakesNoPlaceFromOthers(boolean withTls, @TempDir Path folder)
      throws Exception {
    ServerConfig config = onePlaceAnAddress();
    X509Bundle pair = Pairs.local("localhost");
    SSLContext tls = withTls ? Pairs.client(pair, null) : null;
    if (withTls) {
      config = config.with(new TlsConfig(Pairs.write(pair, folder), Duration.ZERO, HOUR));
    }
    List<RawPeer> silent = new ArrayList<>();
    try (Server server = Server.start(config);
        RawPeer served = new RawPeer(from(2, server, tls))) {
      served.send(RawPeer.upgrade("/echo")).until("101 ");
      for (int i = 0; i < 2 * PLACES; i++) {
        silent.add(new RawPeer(from(2, server, null)));
      }
      try (RawPeer other = new RawPeer(from(3, server, tls))) {
        assertThat(other.send(RawPeer.upgrade("/echo")).until("\r\n")).contains("101");
      }
      for (RawPeer peer : silent) {
        assertThat(peer.toEnd()).isIn("", "reset");
      }
    } finally {
      for (RawPeer peer : silent) {
        peer.close();
      }
    }
  }

  private static ServerConfig onePlaceAnAddress() {
    FloodLimits one =
        new FloodLimits(
            0,
            new FloodLimits.PerConnection(0, 0, 0),
            new FloodLimits.PerAddress(1, 0, 0, 0, 0, 0),
            true);
    return ServerConfig.defaults()
        .withPort(0)
        .with(GuardConfig.defaults().with(one))
        .with(new ServerConfig.Limits(1024, 16, PLACES))
        .with(new ServerConfig.Timeouts(HOUR, HOUR, HOUR, Duration.ZERO, Duration.ZERO));
  }

  /** A connection from 127.0.0.x. */
  private static Socket from(int last, Server server, @Nullable SSLContext tls) throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    Socket socket = new Socket(here, server.port(), from, 0);
    return tls == null
        ? socket
        : tls.getSocketFactory().createSocket(socket, "localhost", server.port(), true);
  }

  private static RawPeer upgraded(Server server) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    peer.send(RawPeer.upgrade("/echo")).until("101 ");
    return peer;
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

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

  private static RawPeer upgraded(Server server) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    peer.send(RawPeer.upgrade("/echo")).until("101 ");
    return peer;
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LogCapture;
import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.FloodLimits.PerAddress;
import dev.yodel.server.guard.FloodLimits.PerConnection;
import dev.yodel.server.guard.Network;
import dev.yodel.server.guard.TrustedProxies;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the log names, and how often, where one proxy's connection carries many clients. */
class ProxyLogIT {

  /** More than have lines at once. */
  private static final int BATCH = 200;

  private static final int MOST_BATCHES = 50;

  private static Server server;

  private final LogCapture log = new LogCapture();

  @BeforeAll
  static void start() throws IOException {
    FloodLimits limits =
        new FloodLimits(0, new PerConnection(0, 0, 0), new PerAddress(0, 0, 0, 0, 0, 0), false);
    TrustedProxies proxies = new TrustedProxies(List.of(Network.of("127.0.0.0/8")), false);
    server =
        Server.start(
            ServerConfig.defaults()
                .withPort(0)
                .with(new WatchConfig(null, AccessLog.ALL))
                .with(GuardConfig.defaults().with(limits).with(proxies)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void end() {
    log.close();
  }

  private static String get(String host, String client) {
    return get("/nowhere", host, client);
  }

  private static String get(String path, String host, String client) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nX-Forwarded-For: "
        + client
        + "\r\n\r\n";
  }

  private static String upgrade(String target, String client) {
    String header = "\r\nX-Forwarded-For: " + client + "\r\n\r\n";
    return RawPeer.upgrade(target).replace("\r\n\r\n", header);
  }

  private long lines(String event, String client) {
    return log.lines().stream()
        .filter(line -> line.startsWith(event + " id=") && line.contains(" peer=" + client + " "))
        .count();
  }

  /** Asks in batches until a line is left out, and says whether one was. */
  private boolean leavesOut(String event, String request, String client) throws IOException {
    try (RawPeer peer = new RawPeer(server.port())) {
      for (int batch = 1; batch <= MOST_BATCHES; batch++) {
        peer.send(request.repeat(BATCH) + get("/health/live", "localhost", "192.0.2.99"));
        peer.until(" 200 ");
        if (lines(event, client) + lines(event, "127.0.0.1") < (long) batch * BATCH) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource({"request, localhost, 192.0.2.1", "request refused, elsewhere.example, 192.0.2.2"})
  void requestsOfOneClientOfAProxyHaveARateOfLines(String event, String host, String client)
      throws Exception {
    assertThat(leavesOut(event, get(host, client), client)).isTrue();
    assertThat(lines("request", "192.0.2.99")).as("somebody else's").isPositive();
  }

  @Test
  void refusedUpgradesOfOneClientOfAProxyHaveARateOfLines() throws Exception {
    String client = "192.0.2.3";
    assertThat(leavesOut("upgrade refused", upgrade("/nowhere", client), client)).isTrue();
  }

  @Test
  void whatIsLeftOutOfTheLinesAboutAClientNamesIt() throws Exception {
    String client = "192.0.2.4";
    leavesOut("upgrade refused", upgrade("/nowhere", client), client);
    try (RawPeer peer = new RawPeer(server.port())) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                peer.send(upgrade("/nowhere", client)).until(" 404 ");
                assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("log lines left out peer=" + client + " "));
              });
    }
  }

  @Test
  void theNextRequestOfAProxyIsNotThatOfWhoseUpgradeWasRefused() throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.send(upgrade("/ws?room=a%20b", "192.0.2.66")).until(" 400 ");
      peer.send(get("elsewhere.example", "192.0.2.77")).until(" 421 ");
      peer.send(upgrade("/nowhere", "192.0.2.78")).until(" 404 ");
      peer.send(get("localhost", "proxy")).until(" 404 ");
    }
    for (String event : List.of("upgrade refused", "request")) {
      assertThat(lines(event, "192.0.2.66")).as(event).isEqualTo(1);
      assertThat(lines(event, "192.0.2.78")).as(event).isEqualTo(1);
    }
    assertThat(lines("request refused", "192.0.2.77")).isEqualTo(1);
    assertThat(lines("request", "192.0.2.77")).isEqualTo(1);
    assertThat(lines("request", "127.0.0.1")).isEqualTo(1);
  }
}

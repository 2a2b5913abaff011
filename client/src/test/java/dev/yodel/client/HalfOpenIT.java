package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.client.Closing.Cause;
import dev.yodel.client.ConnectOptions.Heartbeat;
import dev.yodel.client.CutProxy.Way;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A line that swallows what goes one way: both ends notice, and the client comes back. */
class HalfOpenIT {

  private static final RoomName ROOM = new RoomName("alp");
  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final Duration TIMEOUT = Duration.ofMillis(200);
  private static final Heartbeat FAST = new Heartbeat(INTERVAL, TIMEOUT);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Server server;
  private static Server patient;

  @BeforeAll
  static void startServers() throws Exception {
    Duration whole = Duration.ofSeconds(10);
    ServerConfig config = ServerConfig.defaults().withPort(0);
    server =
        Server.start(
            config
                .with(new ServerConfig.Heartbeat(INTERVAL, TIMEOUT))
                .with(new ServerConfig.Timeouts(whole, whole, TIMEOUT, whole, whole)));
    patient = Server.start(config);
  }

  @AfterAll
  static void stopServers() {
    server.close();
    patient.close();
  }

  @Test
  void serverThatHearsNothingSaysSoAndCloses() throws Exception {
    lose(EnumSet.of(Way.TO_SERVER), server, ChatOptions.HEARTBEAT, Cause.PEER);
  }

  @Test
  void clientThatHearsNothingLeaves() throws Exception {
    lose(EnumSet.of(Way.TO_CLIENT), patient, FAST, Cause.HEARTBEAT);
  }

  @Test
  void eachNoticesByItselfWhenNothingArrivesAtAll() throws Exception {
    lose(EnumSet.allOf(Way.class), server, FAST, Cause.HEARTBEAT);
  }

  /** Ends so for the client; it must be back, and the server rid of the old connection. */
  private static void lose(EnumSet<Way> lost, Server at, Heartbeat heartbeat, Cause cause)
      throws Exception {
    Set<String> ends = ConcurrentHashMap.newKeySet();
    try (CutProxy proxy = new CutProxy(at.port());
        YodelClient client = YodelClient.open(options(proxy, heartbeat), ending(ends))) {
      YodelClientIT.get(client.join(ROOM));
      String expected = (cause == Cause.PEER ? 4105 : 1006) + " " + cause;
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                if (ends.contains(expected)) {
                  return true;
                }
                proxy.swallow(lost);
                return false;
              });
      YodelClientIT.get(client.post(ROOM, "back"));
      awaitOpen(at, 1);
    }
    awaitOpen(at, 0);
  }

  private static ChatOptions options(CutProxy proxy, Heartbeat heartbeat) {
    var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(30));
    return ChatOptions.at(proxy.uri())
        .with(ConnectOptions.to(proxy.uri()).with(heartbeat))
        .with(new Return(true, backoff));
  }

  private static ChatListener ending(Set<String> ends) {
    return new ChatListener() {
      @Override
      public void onDisconnect(Closing closing) {
        ends.add(closing.code() + " " + closing.cause());
      }
    };
  }

  private static void awaitOpen(Server at, int connections) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(metrics(at)).contains("yodel_websockets " + connections + ".0"));
  }

  private static String metrics(Server at) throws IOException {
    URI metrics = URI.create("http://127.0.0.1:" + at.port() + "/metrics");
    try (InputStream in = metrics.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Limits;
import dev.yodel.server.websocket.RawPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsIT {

  private static final Limits FAST = new Limits(65_536, 4_000, 64, 200, 262_144, 5_000, 32, 10);

  /** After a refusal, and a message each on the echo and in a room. */
  private static final String[] EXPECTED = {
    "text/plain; version=0.0.4",
    "yodel_websockets 0.0",
    "yodel_crowd 0.0",
    "yodel_websockets_opened_total{endpoint=\"echo\",transport=\"nio\"} 1.0",
    "yodel_websockets_opened_total{endpoint=\"relay\",transport=\"nio\"} 1.0",
    "_closed_total{code=\"1000\",endpoint=\"echo\",transport=\"nio\"} 1.0",
    "_closed_total{code=\"1006\",endpoint=\"relay\",transport=\"nio\"} 1.0",
    "yodel_http_answers_total{status=\"404\"} 1.0",
    "yodel_refused_total{why=\"path\"} 1.0",
    "yodel_messages_in_total{endpoint=\"echo\",transport=\"nio\"} 1.0",
    "yodel_bytes_in_total{endpoint=\"relay\",transport=\"nio\"} 7.0",
    "yodel_messages_out_total{endpoint=\"echo\",transport=\"nio\"} 1.0",
    "yodel_bytes_out_total{endpoint=\"relay\",transport=\"nio\"} 3.0",
    "yodel_deliveries_total{endpoint=\"relay\",transport=\"nio\"} 1.0",
    "yodel_seats_behind{endpoint=\"relay\",transport=\"nio\"} 0.0",
    "yodel_log_append_seconds_count{result=\"kept\"} 1",
    "yodel_log_append_seconds_bucket{result=\"kept\",le=\"+Inf\"} 1",
    "yodel_shedding 0.0",
  };

  /** More than any socket takes for a peer that does not read. */
  private static final int MOST_MESSAGES = 20_000;

  @Test
  void whatHappensToConnectionsIsCounted() throws Exception {
    try (Server server =
        Server.start(ServerConfig.defaults().withPort(0).withTransport(Transport.Choice.NIO))) {
      try (RawPeer refused = new RawPeer(server.port())) {
        refused.send(RawPeer.upgrade("/nowhere")).until("\r\n\r\n");
      }
      try (RawPeer first = new RawPeer(server.port());
          RawPeer second = new RawPeer(server.port())) {
        first.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
        first.send(RawPeer.frame(0x81, "x")).until("x");
        second.send(RawPeer.upgrade("/ws")).until("\r\n\r\n");
        second.send(RawPeer.frame(0x81, "x")).until("x");
        assertThat(RawPeer.metrics(server.port()))
            .contains("yodel_websockets 2.0")
            .contains("yodel_connections ");
        first.send(RawPeer.frame(0x88, "\3\350")).toEnd();
      }

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(RawPeer.metrics(server.port()))
                      .contains(EXPECTED)
                      .containsPattern("yodel_loop_lag_nanoseconds \\d")
                      .containsPattern("yodel_direct_memory_bytes [1-9]")
                      .containsPattern("yodel_log_memory_bytes [1-9]"));
      assertThat(Thread.getAllStackTraces().keySet())
          .as("what is counted wakes no thread")
          .noneMatch(thread -> thread.getName().startsWith("prometheus"));
    }
  }

  /** A peer may name any code, also one that means something when the server says it. */
  @Test
  void peersMakeNoSeriesOfTheirOwn() throws Exception {
    String others = "_closed_total{code=\"other\",endpoint=\"echo\",transport=\"nio\"} 3.0";
    try (Server server =
        Server.start(ServerConfig.defaults().withPort(0).withTransport(Transport.Choice.NIO))) {
      for (int code : new int[] {3000, 4101, 4222}) {
        try (RawPeer peer = new RawPeer(server.port())) {
          peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
          peer.send(RawPeer.frame(0x88, "" + (char) (code >> 8) + (char) (code & 0xff))).toEnd();
        }
      }
      Awaitility.await()
          .untilAsserted(() -> assertThat(RawPeer.metrics(server.port())).contains(others));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/echo?prefix=lab"})
  void whoDoesNotFinishTheClosingHandshakeReachesALimit(String target) throws Exception {
    Duration hour = Duration.ofHours(1);
    Duration little = Duration.ofMillis(50);
    ServerConfig config =
        ServerConfig.defaults()
            .withPort(0)
            .with(new ServerConfig.Timeouts(hour, hour, little, Duration.ZERO, Duration.ZERO));
    try (Server server = Server.start(config);
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(RawPeer.upgrade(target)).until("\r\n\r\n");
      peer.send(RawPeer.frame(0x83, "unknown")).until("\3\352");
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(RawPeer.metrics(server.port()))
                      .contains("yodel_limits_hit_total{limit=\"close-timeout\"} 1.0"));
    }
  }

  @Test
  void aMemberThatDoesNotReadIsBehind() throws Exception {
    ServerConfig config = ServerConfig.defaults().withPort(0).withTransport(Transport.Choice.NIO);
    String behind = "yodel_seats_behind{endpoint=\"relay\",transport=\"nio\"} ";
    try (Server server = Server.start(config.with(ChatConfig.defaults().with(FAST)));
        RawPeer speaker = new RawPeer(server.port())) {
      speaker.send(RawPeer.upgrade("/ws")).until("\r\n\r\n");
      Socket little = new Socket();
      little.setReceiveBufferSize(4_096);
      little.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      try (RawPeer slow = new RawPeer(little)) {
        slow.send(RawPeer.upgrade("/ws")).until("\r\n\r\n");
        speakUntil(() -> RawPeer.metrics(server.port()).contains(behind + "1.0"), speaker);
      }

      Awaitility.await()
          .untilAsserted(() -> assertThat(RawPeer.metrics(server.port())).contains(behind + "0.0"));
    }
  }

  private static void speakUntil(Callable<Boolean> enough, RawPeer speaker) throws Exception {
    byte[] text = new byte[8 + 4_000];
    text[0] = (byte) 0x81;
    text[1] = (byte) 0xfe;
    text[2] = 4_000 >> 8;
    text[3] = (byte) 4_000;
    Arrays.fill(text, 8, text.length, (byte) 'a');
    for (int said = 0; said < MOST_MESSAGES; said++) {
      speaker.send(text).bytes(4 + 4_000);
      if (said % 100 == 0 && enough.call()) {
        return;
      }
    }
    throw new AssertionError("nobody was behind after " + MOST_MESSAGES + " messages");
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MetricsIT {

  private static String metrics(Server server) throws IOException {
    try (RawPeer peer = new RawPeer(server.port())) {
      return peer.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .toEnd();
    }
  }

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
        assertThat(metrics(server)).contains("yodel_websockets 2.0").contains("yodel_connections ");
        first.send(RawPeer.frame(0x88, "\3\350")).toEnd();
      }

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(metrics(server))
                      .contains("text/plain; version=0.0.4")
                      .contains("yodel_websockets 0.0")
                      .contains(
                          "yodel_websockets_opened_total{endpoint=\"echo\",transport=\"nio\"} 1.0")
                      .contains(
                          "yodel_websockets_opened_total{endpoint=\"relay\",transport=\"nio\"} 1.0")
                      .contains(
                          "_closed_total{code=\"1000\",endpoint=\"echo\",transport=\"nio\"} 1.0")
                      .contains(
                          "_closed_total{code=\"1006\",endpoint=\"relay\",transport=\"nio\"} 1.0")
                      .contains("yodel_http_answers_total{status=\"404\"} 1.0")
                      .contains("yodel_messages_in_total{endpoint=\"echo\",transport=\"nio\"} 1.0")
                      .contains("yodel_bytes_in_total{endpoint=\"relay\",transport=\"nio\"} 7.0")
                      .contains("yodel_messages_out_total{endpoint=\"echo\",transport=\"nio\"} 1.0")
                      .contains("yodel_bytes_out_total{endpoint=\"relay\",transport=\"nio\"} 3.0")
                      .contains("yodel_deliveries_total{endpoint=\"relay\",transport=\"nio\"} 1.0")
                      .contains("yodel_seats_behind{endpoint=\"relay\",transport=\"nio\"} 0.0"));
    }
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConnectionLimitIT {

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

  private static RawPeer upgraded(Server server) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    peer.send(RawPeer.upgrade("/echo")).until("101 ");
    return peer;
  }
}

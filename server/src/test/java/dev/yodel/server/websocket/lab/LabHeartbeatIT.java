package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.websocket.RawPeer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's own pings reach who is in the lab, and how that ends is counted. */
@ExtendWith(LeakWatch.class)
class LabHeartbeatIT {

  @Test
  void aSilentPeerIsPingedAndThenClosed() throws Exception {
    ServerConfig.Heartbeat beat =
        new ServerConfig.Heartbeat(Duration.ofMillis(200), Duration.ofMillis(100));
    try (Server server = Server.start(ServerConfig.defaults().withPort(0).with(beat));
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(RawPeer.upgrade("/echo?hello=hi"));

      assertThat(peer.until("heartbeat_timeout")).contains("\u0081\2hi\u0089\0\u0088\23\20\11");

      peer.send(RawPeer.frame(0x88, "\20\11")).toEnd();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(RawPeer.metrics(server.port()))
                      .contains("_closed_total{code=\"4105\",endpoint=\"echo\""));
    }
  }
}

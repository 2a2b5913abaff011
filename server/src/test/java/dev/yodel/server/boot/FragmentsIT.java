package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.RawPeer;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** How many frames a message may come in, at the edge. */
class FragmentsIT {

  private static final int FRAGMENTS = 1 << 16;

  /** A message in so many pieces, and an empty frame that ends it, as Autobahn's 9.3.1 sends. */
  private static byte[] message(int pieces) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RawPeer.frame(0x01, "x"));
    for (int piece = 2; piece < pieces; piece++) {
      bytes.writeBytes(RawPeer.frame(0x00, "x"));
    }
    bytes.writeBytes(RawPeer.frame(0x00, "end"));
    bytes.writeBytes(RawPeer.frame(0x80, ""));
    return bytes.toByteArray();
  }

  @Test
  void asManyAsAutobahnSendsAreTakenAndNotOneMore() throws Exception {
    try (Server server = Server.start(ServerConfig.defaults().withPort(0));
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      assertThat(peer.send(message(FRAGMENTS)).until("xend")).endsWith("xend");
      peer.send(message(FRAGMENTS + 1));
      assertThat(peer.until("fragments")).endsWith("message in too many fragments");
    }
  }
}

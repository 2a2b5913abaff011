package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.lab.LabMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the lab does with messages that were compressed, and with what inflates to no message. */
@ExtendWith(LeakWatch.class)
class LabInflateIT {

  private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final int COMPRESSED = 0xc2;

  @RegisterExtension static final LabServer LAB = new LabServer(LabMode.LOCAL);

  @Test
  void messagesThatInflateToAThousandTimesTheirBytesAreAllAnswered() throws Exception {
    try (RawPeer peer = LAB.open("compress=on", OFFER)) {
      byte[] megabyte = Deflates.zeros(1_000_000);
      for (int message = 0; message < 40; message++) {
        peer.frame(COMPRESSED, megabyte);
      }
      for (int message = 0; message < 40; message++) {
        assertThat(peer.frame().first()).isEqualTo(COMPRESSED);
      }
      peer.close(1000);
      assertThat(peer.next()).isEqualTo("88 1000");
    }
  }

  @Test
  void aMessageThatInflatesToMoreThanTheLimitIs1009() throws Exception {
    try (RawPeer peer = LAB.open("compress=on", OFFER)) {
      peer.frame(COMPRESSED, Deflates.zeros((1 << 20) + 1));
      assertThat(peer.next()).startsWith("88 1009");
    }
  }

  @Test
  void whatDoesNotInflateIs1007() throws Exception {
    try (RawPeer peer = LAB.open("compress=on", OFFER)) {
      peer.frame(COMPRESSED, new byte[] {7, 1, 2, 3});
      assertThat(peer.next()).startsWith("88 1007");
    }
  }
}

package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.boot.Transport;
import dev.yodel.server.lab.LabMode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What depends on when a write is through, on every transport. */
class LabTransportIT {

  @RegisterExtension
  static final LabServer NIO = new LabServer(LabMode.LOCAL, Transport.Choice.NIO);

  @RegisterExtension
  static final LabServer EPOLL = new LabServer(LabMode.LOCAL, Transport.Choice.EPOLL);

  @RegisterExtension
  static final LabServer IO_URING = new LabServer(LabMode.LOCAL, Transport.Choice.IO_URING);

  @ParameterizedTest
  @CsvSource({
    "upper=1, 81 A/81 B/88 1000/FIN",
    "delay=20ms, 81 a/81 b/88 1000/FIN",
    "fragment=1&chop=1, 81 a/81 b/88 1000/FIN",
    "close=4001&reason=bye&after=1, 81 a/88 4001 bye/FIN",
    "close=4001&hello=hi, 81 hi/88 4001/FIN",
    "close=none&after=2, 81 a/81 b/FIN",
    "close=none&hello=hi, 81 hi/FIN",
    "reset=after:1, 81 a/RST",
    "reset=after:1&chop=1, 81 a/RST",
    "read=1KB/s, 81 a/81 b/88 1000/FIN",
    "handshake=slow:50ms, 81 a/81 b/88 1000/FIN",
  })
  void aMessageAndTheCloseBehindItAreSeenAlikeOnEveryTransport(String query, String frames)
      throws Exception {
    String[] expected = frames.split("/", -1);
    for (LabServer lab : List.of(NIO, EPOLL, IO_URING)) {
      assertThat(seen(lab, query, expected.length)).containsExactly(expected);
    }
  }

  private static List<String> seen(LabServer lab, String query, int frames) throws IOException {
    try (RawPeer peer = lab.open(query)) {
      peer.write(
          new byte[] {
            (byte) 0x81,
            (byte) 0x81,
            0,
            0,
            0,
            0,
            'a',
            (byte) 0x81,
            (byte) 0x81,
            0,
            0,
            0,
            0,
            'b',
            (byte) 0x88,
            (byte) 0x82,
            0,
            0,
            0,
            0,
            3,
            (byte) 0xe8
          });
      return peer.next(frames);
    }
  }
}

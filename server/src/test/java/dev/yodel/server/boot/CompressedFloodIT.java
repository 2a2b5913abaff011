package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.FloodLimits.PerAddress;
import dev.yodel.server.guard.FloodLimits.PerConnection;
import dev.yodel.server.websocket.RawPeer;
import dev.yodel.server.websocket.frame.ClientFrames;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Small frames that are large messages cost those who send them, and nobody else. */
class CompressedFloodIT {

  private static final int TEXT = 0x81;
  private static final int COMPRESSED_BINARY = 0xc2;
  private static final PerConnection FREE = new PerConnection(0, 0, 0);

  private static Server server(PerAddress limits) throws IOException {
    return Server.start(
        ServerConfig.defaults()
            .with(new ServerConfig.Network("localhost", 0, Transport.Choice.AUTO, 1))
            .with(GuardConfig.defaults().with(new FloodLimits(0, FREE, limits, true))));
  }

  private static RawPeer compressing(Server server) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    String offer = "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
    peer.send(RawPeer.upgrade("/echo").replace("\r\n\r\n", offer)).until("\r\n\r\n");
    return peer;
  }

  /** So many zeros in one frame. */
  private static byte[] zeros(int count) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[count]);
    byte[] payload = new byte[count / 500];
    int length = deflater.deflate(payload, 0, payload.length, Deflater.SYNC_FLUSH) - 4;
    deflater.end();
    return ClientFrames.of().frame(COMPRESSED_BINARY, Arrays.copyOf(payload, length)).bytes();
  }

  @Test
  void whatAMessageBecomesIsPaidFor() throws Exception {
    int size = 50_000;
    try (Server server = server(new PerAddress(0, 0, 0, 0, 10 * size, 0));
        RawPeer peer = compressing(server)) {
      long before = System.nanoTime();
      for (int i = 0; i < 16; i++) {
        peer.send(zeros(size), RawPeer.frame(TEXT, "heard")).until("heard");
      }
      peer.send(RawPeer.frame(TEXT, "word")).until("word");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(590));
      assertThat(RawPeer.metrics(server.port()))
          .contains("yodel_limits_hit_total{limit=\"bytes-per-address\"}");
    }
  }

  @Test
  void othersAreServedInBetween() throws Exception {
    int many = 200;
    try (Server server = server(PerAddress.none());
        RawPeer peer = compressing(server);
        RawPeer other = compressing(server)) {
      byte[] message = zeros(1 << 20);
      byte[] flood = new byte[many * message.length];
      for (int i = 0; i < many; i++) {
        System.arraycopy(message, 0, flood, i * message.length, message.length);
      }
      peer.send(flood);
      other.send(RawPeer.frame(TEXT, "word")).until("word");
      Matcher read =
          Pattern.compile("yodel_messages_in_total\\{endpoint=\"echo\",[^}]*} (\\S+)")
              .matcher(RawPeer.metrics(server.port()));
      assertThat(read.find()).isTrue();
      assertThat(Double.parseDouble(read.group(1)))
          .as("messages before the word of another")
          .isLessThan(0.5 * many);
    }
  }
}

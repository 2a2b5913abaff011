package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.FloodLimits.PerAddress;
import dev.yodel.server.guard.FloodLimits.PerConnection;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A peer that sends on and on after the server has said its last word costs next to nothing. */
class FloodEndIT {

  private static final int RATE = 64 * 1024;
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final byte[] RESERVED_BIT = RawPeer.frame(0xC1, "x");

  /** More than the buffers of both sides hold, and less than comes in a second. */
  private static final long BUFFERS = 48L << 20;

  private static Server server(PerConnection limits) throws IOException {
    Duration patience = Duration.ofSeconds(10);
    return Server.start(
        ServerConfig.defaults()
            .withPort(0)
            .with(GuardConfig.defaults().with(new FloodLimits(0, limits, PerAddress.none(), false)))
            .with(new ServerConfig.Timeouts(patience, patience, CLOSE, patience, Duration.ZERO)));
  }

  /** Sends until the server cuts it off; how much it was rid of. */
  private static long flood(Socket socket) {
    byte[] zeros = new byte[RATE];
    long sent = 0;
    while (true) {
      try {
        socket.getOutputStream().write(zeros);
      } catch (IOException cut) {
        return sent;
      }
      sent += zeros.length;
    }
  }

  private static long bytesIn(Server server) throws IOException {
    Matcher line =
        Pattern.compile("yodel_bytes_in_total\\{endpoint=\"echo\",[^}]*} (\\S+)")
            .matcher(RawPeer.metrics(server.port()));
    assertThat(line.find()).isTrue();
    return (long) Double.parseDouble(line.group(1));
  }

  @Test
  void itsLimitsHoldUntilItIsGone() throws Exception {
    try (Server server = server(new PerConnection(0, RATE, 0));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        RawPeer peer = new RawPeer(socket)) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      peer.send(RESERVED_BIT).until("\u0088");
      flood(socket);
      assertThat(bytesIn(server)).isLessThan(8 * RATE);
    }
  }

  @Test
  void littleIsDroppedBehindALastAnswer() throws Exception {
    try (Server server = server(new PerConnection(0, 0, 0));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        RawPeer peer = new RawPeer(socket)) {
      peer.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(peer.toEnd()).startsWith("HTTP/1.1 200 ");
      assertThat(flood(socket)).isLessThan(BUFFERS);
    }
  }
}

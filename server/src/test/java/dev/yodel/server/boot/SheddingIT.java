package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Memory over its mark: nobody new, the slowest go, and all is well again by itself. */
class SheddingIT {

  private static final int MESSAGE = 16 << 20;
  private static final int READERS = 4;
  private static final Duration LONG = Duration.ofHours(1);

  private static String get(Server server, String path) throws IOException {
    try (RawPeer peer = new RawPeer(server.port())) {
      return peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .toEnd();
    }
  }

  private static byte[] bigFrame() {
    ByteBuffer frame = ByteBuffer.allocate(14 + MESSAGE);
    frame.put((byte) 0x82).put((byte) 0xff).putLong(MESSAGE);
    return frame.array();
  }

  private static ServerConfig config(int mark) {
    return ServerConfig.defaults()
        .withPort(0)
        .with(new ServerConfig.Limits(MESSAGE, 16, 100))
        .with(
            new ServerConfig.Timeouts( // who takes nothing is not closed for that alone
                LONG, LONG, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO))
        .with(GuardConfig.defaults().with(new ShedMarks(mark, Duration.ofMinutes(1))));
  }

  @Test
  void overTheMarkNobodyComesIn() throws Exception {
    try (Server server = Server.start(config(1))) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(get(server, "/health/ready"))
                      .startsWith("HTTP/1.1 503 ")
                      .endsWith("memory_high\n"));
      try (RawPeer late = new RawPeer(server.port())) {
        assertThat(late.send(RawPeer.upgrade("/echo")).until("overloaded"))
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: 5");
      }
      assertThat(get(server, "/metrics")).contains("yodel_shedding 1.0");
    }
  }

  @Test
  void loopsThatAreLateShed() throws Exception {
    ShedMarks marks = new ShedMarks(Integer.MAX_VALUE, Duration.ofNanos(1)); // they always are
    ServerConfig config = config(1).with(GuardConfig.defaults().with(marks));
    try (Server server = Server.start(config)) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(get(server, "/health/ready"))
                      .startsWith("HTTP/1.1 503 ")
                      .endsWith("loop_lag_high\n"));
      assertThat(get(server, "/metrics"))
          .contains("yodel_limits_hit_total{limit=\"shed-lag\"} 1.0");
    }
  }

  @Test
  void whatIsNotReadIsClosedAndThenAllIsWellAgain() throws Exception {
    int mark = (int) Overload.directMemory() + 2 * MESSAGE;
    List<RawPeer> slow = new ArrayList<>();
    try (Server server = Server.start(config(mark));
        RawPeer good = new RawPeer(server.port())) {
      good.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      for (int i = 0; i < READERS; i++) {
        slow.add(neverReading(server));
      }

      awaitRecovery(server, "_closed_total\\{code=\"4101\",endpoint=\"echo\"");
      assertThat(get(server, "/health/ready")).startsWith("HTTP/1.1 200 ");
      assertThat(good.send(RawPeer.frame(0x81, "still")).until("still")).contains("still");
    } finally {
      for (RawPeer peer : slow) {
        peer.close();
      }
    }
  }

  /** Load was shed, somebody was closed for it as the pattern says, and it is over. */
  private static void awaitRecovery(Server server, String closed) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(get(server, "/metrics"))
                    .contains("yodel_limits_hit_total{limit=\"shed-memory\"}")
                    .containsPattern(closed)
                    .contains("yodel_shedding 0.0"));
  }

  @Test
  void whatIsNeverFinishedIsClosedAndThenAllIsWellAgain() throws Exception {
    int mark = (int) Overload.directMemory() + MESSAGE; // so all of them must go
    byte[] frame = bigFrame();
    byte[] fragment = bigFrame();
    fragment[0] = 2;
    List<RawPeer> hogs = new ArrayList<>();
    try (Server server = Server.start(config(mark))) {
      for (String path : List.of("/echo", "/echo", "/echo?drop=0", "/echo?drop=0")) {
        RawPeer hog = new RawPeer(server.port());
        hog.send(RawPeer.upgrade(path)).until("\r\n\r\n");
        hogs.add(hog);
      }
      hogs.get(0).send(Arrays.copyOf(frame, frame.length - 1));
      hogs.get(1).send(fragment);
      hogs.get(2).send(Arrays.copyOf(frame, frame.length - 1));
      hogs.get(3).send(fragment);
      awaitRecovery(server, "_closed_total\\{code=\"4101\",endpoint=\"echo\",.*} 4.0\n");
    } finally {
      for (RawPeer peer : hogs) {
        peer.close();
      }
    }
  }

  private static RawPeer neverReading(Server server) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    peer.send(RawPeer.upgrade("/echo"));
    try {
      peer.send(bigFrame());
    } catch (SocketException e) {
      assertThat(e).as("an earlier one was too much already").isNotNull();
    }
    return peer;
  }
}

package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.FloodLimits.PerAddress;
import dev.yodel.server.guard.FloodLimits.PerConnection;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each limit on peers is provoked, seen in the metrics, and costs nobody the connection. */
class FloodIT {

  private static final int TEXT = 0x81;
  private static final int FRAGMENT = 0x01;
  private static final int CONTINUATION = 0x00;
  private static final int LAST = 0x80;
  private static final int PING = 0x89;

  /** A second's worth, and six tenths more: what a busy machine takes to send it is less. */
  private static final int RATE = 1_000;

  private static final int MANY = 1_600;
  private static final Duration AT_LEAST = Duration.ofMillis(590);
  private static final PerConnection FREE = new PerConnection(0, 0, 0);

  private static Server server(FloodLimits limits) throws IOException {
    return Server.start(
        ServerConfig.defaults().withPort(0).with(GuardConfig.defaults().with(limits)));
  }

  private static FloodLimits address(PerAddress limits) {
    return new FloodLimits(0, FREE, limits, true);
  }

  private static FloodLimits connection(PerConnection limits) {
    return new FloodLimits(0, limits, PerAddress.none(), true);
  }

  private static RawPeer upgraded(Server server) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
    return peer;
  }

  private static void expectHit(Server server, String limit) throws IOException {
    assertThat(RawPeer.metrics(server.port()))
        .contains("yodel_limits_hit_total{limit=\"" + limit + "\"}");
  }

  private static byte[] many(byte[] frame) {
    byte[] all = new byte[MANY * frame.length];
    for (int at = 0; at < all.length; at += frame.length) {
      System.arraycopy(frame, 0, all, at, frame.length);
    }
    return all;
  }

  /** Sends a flood, then a word, and sees the word come back later than without the flood. */
  private static void expectPause(FloodLimits limits, byte[] flood, String limit)
      throws IOException {
    try (Server server = server(limits);
        RawPeer peer = upgraded(server)) {
      long before = System.nanoTime();
      peer.send(flood, RawPeer.frame(PING, "seen"));
      peer.until("seen");
      peer.send(RawPeer.frame(TEXT, "word")).until("word");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(AT_LEAST);
      expectHit(server, limit);
    }
  }

  @Test
  void messagesOfAConnectionAreReadLater() throws Exception {
    expectPause(
        connection(new PerConnection(RATE, 0, 0)),
        many(RawPeer.frame(TEXT, "x")),
        "messages-per-second");
  }

  @Test
  void fragmentsCountAsMessages() throws Exception {
    byte[] fragments = many(RawPeer.frame(CONTINUATION, "x"));
    fragments[0] = FRAGMENT;
    byte[] end = RawPeer.frame(LAST, "x");
    byte[] message = new byte[fragments.length + end.length];
    System.arraycopy(fragments, 0, message, 0, fragments.length);
    System.arraycopy(end, 0, message, fragments.length, end.length);
    expectPause(connection(new PerConnection(RATE, 0, 0)), message, "messages-per-second");
  }

  @Test
  void bytesOfAConnectionAreReadLater() throws Exception {
    expectPause(
        connection(new PerConnection(0, 16 * RATE, 0)),
        many(RawPeer.frame(TEXT, "x".repeat(10))),
        "bytes-per-second");
  }

  @Test
  void pingsOfAConnectionAreReadLater() throws Exception {
    expectPause(
        connection(new PerConnection(0, 0, RATE)),
        many(RawPeer.frame(PING, "x")),
        "pings-per-second");
  }

  @Test
  void messagesOfAnAddressAreReadLater() throws Exception {
    expectPauseOfBoth(
        address(new PerAddress(0, 0, 0, RATE, 0, 0)),
        many(RawPeer.frame(TEXT, "x")),
        "messages-per-address");
  }

  @Test
  void bytesOfAnAddressAreReadLater() throws Exception {
    expectPauseOfBoth(
        address(new PerAddress(0, 0, 0, 0, 16 * RATE, 0)),
        many(RawPeer.frame(TEXT, "x".repeat(10))),
        "bytes-per-address");
  }

  /** One connection spends most of what the address has, and the other waits for the rest. */
  private static void expectPauseOfBoth(FloodLimits limits, byte[] flood, String limit)
      throws IOException {
    byte[] half = Arrays.copyOf(flood, flood.length / 2);
    try (Server server = server(limits);
        RawPeer first = upgraded(server);
        RawPeer second = upgraded(server)) {
      long before = System.nanoTime();
      for (RawPeer peer : List.of(first, second)) {
        peer.send(half, RawPeer.frame(PING, "seen")).until("seen");
      }
      second.send(RawPeer.frame(TEXT, "word")).until("word");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(AT_LEAST);
      expectHit(server, limit);
    }
  }

  @Test
  void postsOfAnAddressWaitForTheirTurn() throws Exception {
    try (Server server = server(address(new PerAddress(0, 0, 0, 0, 0, 2)));
        RawPeer fritz = new RawPeer(server.port());
        RawPeer heidi = new RawPeer(server.port())) {
      for (RawPeer peer : List.of(fritz, heidi)) {
        peer.send(RawPeer.upgrade("/ws?room=valley")).until("\r\n\r\n");
      }
      for (String word : List.of("one", "two", "three")) {
        fritz.send(RawPeer.frame(TEXT, word)).until(word);
      }
      long before = System.nanoTime();
      heidi.send(RawPeer.frame(TEXT, "four"), RawPeer.frame(TEXT, "five")).until("five");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as("what all five took, at two a second, a second's worth being free")
          .isGreaterThan(Duration.ofMillis(580));
      expectHit(server, "posts-per-address");
    }
  }

  @Test
  void anAddressWithTooManyConnectionsIsTold() throws Exception {
    try (Server server = server(address(new PerAddress(2, 0, 0, 0, 0, 0)))) {
      try (RawPeer first = upgraded(server);
          RawPeer second = upgraded(server);
          RawPeer third = new RawPeer(server.port())) {
        assertThat(first).isNotSameAs(second);
        assertThat(third.send(RawPeer.upgrade("/echo")).toEnd())
            .startsWith("HTTP/1.1 429 ")
            .contains("Retry-After: 5", "Connection: close", "from this address");
      }
      Awaitility.await().untilAsserted(() -> expectHit(server, "max-connections-per-address"));
    }
  }

  @Test
  void anAddressThatComesTooOftenIsNotHeard() throws Exception {
    try (Server server = server(address(new PerAddress(0, 2, 0, 0, 0, 0)));
        RawPeer early = upgraded(server)) {
      Awaitility.await().until(() -> isClosedUnheard(server));
      assertThat(early.send(RawPeer.frame(TEXT, "word")).until("word")).contains("word");
      Awaitility.await()
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .untilAsserted(() -> expectHit(server, "connects-per-address"));
    }
  }

  private static boolean isClosedUnheard(Server server) {
    try (RawPeer peer = new RawPeer(server.port())) {
      String end = peer.send("GET / HTTP/1.0\r\n\r\n").toEnd();
      return end.isEmpty() || end.equals("reset");
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void tooManyUpgradesOfAnAddressAreRefused() throws Exception {
    try (Server server = server(address(new PerAddress(0, 0, 1, 0, 0, 0)))) {
      expectRefusal(server, 429);
      expectHit(server, "handshakes-per-address");
    }
  }

  @Test
  void tooManyUpgradesInAllAreRefused() throws Exception {
    try (Server server = server(new FloodLimits(1, FREE, PerAddress.none(), false))) {
      expectRefusal(server, 503);
      expectHit(server, "handshakes-per-second");
    }
  }

  private static void expectRefusal(Server server, int status) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              try (RawPeer first = new RawPeer(server.port());
                  RawPeer second = new RawPeer(server.port())) {
                first.send(RawPeer.upgrade("/echo"));
                second.send(RawPeer.upgrade("/echo"));
                first.until("\r\n\r\n");
                assertThat(second.until("\r\n\r\n"))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("Retry-After: 5");
              }
            });
  }

  @Test
  void loopbackIsExemptFromTheLimitsOfAnAddress() throws Exception {
    FloodLimits limits = new FloodLimits(0, FREE, new PerAddress(1, 0, 1, 1, 1, 0), false);
    try (Server server = server(limits);
        RawPeer first = upgraded(server);
        RawPeer second = upgraded(server)) {
      assertThat(first.send(many(RawPeer.frame(TEXT, "x"))).until("x")).contains("x");
      assertThat(second.send(RawPeer.frame(TEXT, "word")).until("word")).contains("word");
    }
  }
}

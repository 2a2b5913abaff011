package dev.yodel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table over a socket, against one server. */
@ExtendWith(LeakWatch.class)
class RequestTableIT {

  /** What follows each request: it has to be answered, or must not be. */
  private static final String NEXT =
      "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static final String LIVE = "\r\n\r\nlive\n";

  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<RequestTable.Row> rows() {
    return RequestTable.rows();
  }

  private static String answers(String sent) throws IOException {
    try (RawPeer peer = new RawPeer(server.port())) {
      return peer.send(sent).toEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyRequestIsAnsweredPrecisely(RequestTable.Row row) throws Exception {
    String answers = answers(row.request() + NEXT);

    List<Integer> expected =
        row.then() == RequestTable.Then.LIVES ? List.of(row.status(), 200) : List.of(row.status());
    assertThat(
            Answers.STATUS
                .matcher(answers)
                .results()
                .map(status -> Integer.parseInt(status.group(1)))
                .filter(status -> status != 100))
        .isEqualTo(expected);
    assertThat(answers.endsWith(LIVE)).isEqualTo(row.then() == RequestTable.Then.LIVES);
    if (row.then() == RequestTable.Then.ENDS) {
      assertThat(answers.toLowerCase(Locale.ROOT)).contains("\r\nconnection: close\r\n");
    }
    Answers.expectGuarded(answers);
  }

  @Test
  void allowedMethodsAreNamed() throws Exception {
    assertThat(answers("PUT / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .contains("\r\nAllow: GET, HEAD\r\n");
  }

  @Test
  void whoNeedsAnUpgradeIsToldHowToAskForIt() throws Exception {
    String get = "GET /echo HTTP/1.1\r\nHost: localhost\r\n";
    String oldVersion = RawPeer.upgrade("/echo").replace("Version: 13", "Version: 8");
    for (String request : List.of(get + "\r\n", oldVersion)) {
      try (RawPeer peer = new RawPeer(server.port())) {
        assertThat(peer.send(request).until("\r\n\r\n"))
            .startsWith("HTTP/1.1 426 ")
            .containsIgnoringCase("\r\nConnection: Upgrade\r\n");
      }
    }
    for (String request :
        List.of(
            get + "Connection: close\r\n\r\n",
            oldVersion.replace(": Upgrade", ": close, Upgrade"))) {
      assertThat(answers(request))
          .startsWith("HTTP/1.1 426 ")
          .containsIgnoringCase("\r\nConnection: Upgrade\r\n")
          .containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @Test
  void anAnswerToHeadHasNoBody() throws Exception {
    for (String request :
        List.of(
            "HEAD / HTTP/1.1\r\nHost: localhost\r\n",
            "HEAD /nowhere HTTP/1.1\r\nHost: localhost\r\n",
            "HEAD / HTTP/1.1\r\n",
            "HEAD / HTTP/1.1\r\nHost: rebound.example\r\n")) {
      assertThat(answers(request + "Connection: close\r\n\r\n"))
          .containsPattern("content-length: [1-9]")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void whoAsksToGoOnIsToldTo() throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n");
      assertThat(peer.send("Expect: 100-continue\r\n\r\n").until("\r\n\r\n"))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(peer.send("x").until("\r\n\r\n")).startsWith("HTTP/1.1 405 ");
    }
  }

  /** What is unread when the answer is told would reset the connection. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Expect: 100-continue\r\n", "Expect: tea\r\n"})
  void aRefusalIsNotFollowedByAReset(String expect) throws Exception {
    byte[] body = new byte[32 * 1024];
    try (RawPeer peer = new RawPeer(server.port())) {
      String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9437184\r\n" + expect;
      peer.send((head + "\r\n").getBytes(StandardCharsets.US_ASCII), body);
      assertThat(peer.until("\r\n\r\n")).startsWith("HTTP/1.1 41");
      peer.keepSending(body, Duration.ofMillis(300));
    }
  }

  /** Nine megabytes behind a request that is refused: no reset overtakes the answer. */
  @Test
  void aRefusalReachesWhoGoesOnSending() throws Exception {
    byte[] flood = new byte[1 << 20];
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9437184\r\n\r\n");
      try {
        for (int i = 0; i < 9; i++) {
          peer.send(flood);
        }
      } catch (SocketException e) {
        assertThat(e).as("the server waits a second for it, on a slow machine less").isNotNull();
      }

      assertThat(peer.toEnd()).startsWith("HTTP/1.1 413 ").contains("The body is too long\n");
    }
  }

  @Test
  void requestsInOneSegmentAreAnsweredInOrder() throws Exception {
    String gone = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String upgrade = "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n";

    assertThat(answers(gone + upgrade + gone + NEXT))
        .containsPattern("(?s)^HTTP/1.1 404 .*HTTP/1.1 426 .*HTTP/1.1 404 .*HTTP/1.1 200 ");
  }
}

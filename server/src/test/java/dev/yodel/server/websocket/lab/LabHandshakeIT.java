package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.LabMode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to the handshake, who may ask for what, and what the first message tells. */
class LabHandshakeIT {

  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
  private static final String OFFER = "Sec-WebSocket-Protocol: a, b";

  @RegisterExtension static final LabServer LOCAL = new LabServer(LabMode.LOCAL);
  @RegisterExtension static final LabServer ON = new LabServer(LabMode.ON);
  @RegisterExtension static final LabServer OFF = new LabServer(LabMode.OFF);

  @Test
  void aRefusalHasTheStatusAndTheHeadersAskedFor() throws Exception {
    for (int run = 0; run < 2; run++) {
      try (RawPeer peer = LOCAL.ask("/echo?status=503&retry-after=30&header=X-Name:value")) {
        assertThat(peer.status).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(peer.headers)
            .containsEntry("Retry-After", "30")
            .containsEntry("X-Name", "value");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, HTTP/1.1 200 OK",
    "401, HTTP/1.1 401 Unauthorized",
    "429, HTTP/1.1 429 Too Many Requests",
  })
  void everyStatusComesInsteadOfTheUpgrade(int status, String line) throws Exception {
    try (RawPeer peer = LOCAL.ask("/echo?status=" + status)) {
      assertThat(peer.status).isEqualTo(line);
      assertThat(peer.headers.containsKey("WWW-Authenticate")).isEqualTo(status == 401);
      assertThat(peer.body()).isEqualTo("status: " + status + ", as asked for");
    }
  }

  @Test
  void theAcceptKeyIsWrongOnDemandOnly() throws Exception {
    try (RawPeer right = LOCAL.open("hello=hi");
        RawPeer wrong = LOCAL.open("handshake=wrong-accept")) {
      assertThat(right.headers).containsEntry("Sec-WebSocket-Accept", ACCEPT);
      assertThat(wrong.headers)
          .containsEntry("Sec-WebSocket-Accept", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }
  }

  @Test
  void theUpgradeHeaderIsMissingOnDemand() throws Exception {
    try (RawPeer peer = LOCAL.open("handshake=no-upgrade")) {
      assertThat(peer.headers).doesNotContainKey("Upgrade").containsKey("Connection");
    }
  }

  @Test
  void aSlowHandshakeTakesItsTimeAndIsRight() throws Exception {
    for (int run = 0; run < 2; run++) {
      long start = System.nanoTime();
      try (RawPeer peer = LOCAL.open("handshake=slow:400ms&hello=hi")) {
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
            .isGreaterThanOrEqualTo(400);
        assertThat(peer.headers).containsEntry("Sec-WebSocket-Accept", ACCEPT);
        peer.text("a");
        assertThat(peer.next(2)).containsExactly("81 hi", "81 a");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hello=hi, a",
    "subprotocol=b, b",
    "subprotocol=none, ",
    "handshake=bad-subprotocol, yodel-lab-not-offered",
  })
  void theSubprotocolIsTheOneAskedFor(String query, String selected) throws Exception {
    try (RawPeer peer = LOCAL.open(query, OFFER)) {
      assertThat(peer.headers.get("Sec-WebSocket-Protocol")).isEqualTo(selected);
    }
  }

  @Test
  void aSubprotocolThatWasNotOfferedIsRefused() throws Exception {
    try (RawPeer peer = LOCAL.ask("/echo?subprotocol=c", OFFER)) {
      assertThat(peer.status).isEqualTo("HTTP/1.1 400 Bad Request");
      assertThat(peer.body())
          .isEqualTo("subprotocol: \"c\" (expected: one that the request offers, or none)");
    }
  }

  @Test
  void theAnswerHasTheHeaderAskedFor() throws Exception {
    try (RawPeer peer = LOCAL.open("header=X-Name:value")) {
      assertThat(peer.headers).containsEntry("X-Name", "value");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delay=soon|delay: \"soon\" (expected: a time from 1ms to 1m, such as 250ms, 3s or 1m)",
        "dellay=1s|dellay: \"1s\" (expected: the knob delay)",
        "reason=bye|reason: \"bye\" (expected: together with close)",
      })
  void aWrongKnobIsRefusedByItsName(String query, String body) throws Exception {
    try (RawPeer peer = LOCAL.ask("/echo?" + query)) {
      assertThat(peer.status).isEqualTo("HTTP/1.1 400 Bad Request");
      assertThat(peer.body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?delay=soon&wibble=1&prefix=p:", "/?close=4001&prefix=p:"})
  void thePathWithoutALabIgnoresWhatItDoesNotKnow(String target) throws Exception {
    assertPlain(LOCAL, target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo?delay=soon&prefix=p:", "/echo?close=4001&wibble=1&prefix=p:"})
  void aLabThatIsOffIgnoresWhatItDoesNotKnow(String target) throws Exception {
    assertPlain(OFF, target);
  }

  private static void assertPlain(LabServer lab, String target) throws Exception {
    try (RawPeer peer = lab.ask(target)) {
      assertThat(peer.status).isEqualTo("HTTP/1.1 101 Switching Protocols");
      assertThat(peer.headers).doesNotContainKey("Yodel-Lab-Seed");
      peer.text("hello");
      assertThat(peer.next()).isEqualTo("81 p:hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 127.0.0.1",
        "Forwarded: for=127.0.0.1",
        "Via: 1.1 a",
        "X-Real-IP: ::1"
      })
  void aForwardedRequestMayNotAskForWhatCosts(String forwarding) throws Exception {
    try (RawPeer peer = LOCAL.ask("/echo?upper=1&delay=1s", forwarding)) {
      assertThat(peer.status).isEqualTo("HTTP/1.1 403 Forbidden");
      assertThat(peer.body()).startsWith("delay: ").contains("--lab local");
    }
    LOCAL.open("upper=1&close=4001&after=1", forwarding).close();
    ON.open("upper=1&delay=1s", forwarding).close();
  }

  @Test
  void theFirstMessageTellsTheRequest() throws Exception {
    try (RawPeer peer =
        LOCAL.open("meta=1&hello=hi&seed=7", "X-Test: 1", "Authorization: Bearer hush", OFFER)) {
      String meta = peer.next();
      assertThat(meta)
          .startsWith("81 {\"request\":\"GET /echo?meta=1&hello=hi&seed=7 HTTP/1.1\",\"headers\":[")
          .contains("[\"Host\",\"localhost\"]", "[\"X-Test\",\"1\"]")
          .contains("[\"Authorization\",\"***\"]")
          .contains("\"peer\":\"127.0.0.1:", "\"tlsVersion\":null", "\"subprotocol\":\"a\"")
          .contains("\"extensions\":null,\"transport\":\"nio\",\"node\":\"")
          .endsWith("\"seed\":7,\"knobs\":[\"meta\",\"hello\",\"seed\"]}")
          .doesNotContain("hush");
      assertThat(peer.next()).isEqualTo("81 hi");
    }
  }
}

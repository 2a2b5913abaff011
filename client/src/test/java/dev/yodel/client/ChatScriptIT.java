package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.RoomName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a good server does not do: leave out an event, say a thing twice, fall silent. */
class ChatScriptIT {

  private static final String SPAN = "\"epoch\":\"e\",\"head\":10,\"floor\":0,";

  @Test
  void eventThatIsLeftOutIsAskedForAgain() throws Exception {
    Ear ear = new Ear();
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  welcome(peer);
                  joined(peer, "");
                  peer.send(Peer.TEXT, "{\"type\":\"live\",\"room\":\"lobby\",\"seq\":10}");
                  peer.send(Peer.TEXT, message(13, 12));
                  assertThat(peer.read().payload()).contains("\"type\":\"leave\"");
                  String join = peer.read().payload();
                  assertThat(join).contains("\"epoch\":\"e\"").contains("\"after\":10");
                  peer.send(Peer.TEXT, message(14, 13));
                  joined(peer, "\"recovered\":true,\"id\":" + field(join, "id") + ",");
                  peer.send(
                      Peer.TEXT,
                      "{\"type\":\"page\",\"room\":\"lobby\",\"epoch\":\"e\",\"events\":["
                          + String.join(",", message(12, 10), message(13, 12), message(14, 13))
                          + "],\"more\":{\"before\":false,\"after\":false}}");
                  peer.send(Peer.TEXT, "{\"type\":\"live\",\"room\":\"lobby\",\"seq\":14}");
                  peer.send(Peer.TEXT, message(15, 14));
                  goodbye(peer);
                });
        YodelClient client = open(server, ear)) {
      YodelClientIT.get(client.welcome());
      client.join(new RoomName("lobby"));
      ear.awaitLine("message U: m15");
      assertThat(ear.texts()).containsExactly("m12", "m13", "m14", "m15");
    }
  }

  @Test
  void directMessageThatComesTwiceIsHeardOnce() throws Exception {
    Ear ear = new Ear();
    String direct =
        "{\"type\":\"direct\",\"from\":{\"id\":\"u-2\",\"name\":\"U\"},\"to\":\"u-1\","
            + "\"postId\":\"p1\",\"time\":\"2026-01-01T00:00:00.000Z\",\"text\":\"psst\"}";
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  welcome(peer);
                  peer.send(Peer.TEXT, direct);
                  peer.send(Peer.TEXT, "{\"type\":\"not.yet.invented\"}");
                  peer.send(Peer.TEXT, direct);
                  peer.send(Peer.TEXT, direct.replace("p1", "p2").replace("psst", "pssst"));
                  goodbye(peer);
                });
        YodelClient client = open(server, ear)) {
      ear.awaitLine("direct U: pssst");
      assertThat(client.state()).isInstanceOf(ConnectionState.Live.class);
      assertThat(ear.count("direct")).isEqualTo(2);
    }
  }

  @Test
  void drainingServersHintReplacesTheBackOff() throws Exception {
    Ear ear = new Ear();
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  welcome(peer);
                  peer.send(
                      Peer.TEXT,
                      "{\"type\":\"goaway\",\"reason\":\"stops\",\"retryAfterMs\":90000}");
                  peer.sendClose(4200, "going_away");
                  peer.awaitEnd();
                });
        YodelClient client = open(server, ear)) {
      ear.awaitLine("state Waiting");
      assertThat(client.state())
          .isInstanceOfSatisfying(
              ConnectionState.Waiting.class,
              waiting ->
                  assertThat(waiting.until()).isAfter(Instant.now().plus(Duration.ofSeconds(25))));
    }
  }

  @Test
  void refusalsRetryAfterReplacesTheBackOff() throws Exception {
    Ear ear = new Ear();
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.readRequest();
                  peer.write("HTTP/1.1 429 Slowly\r\nRetry-After: 90\r\n");
                  peer.write("Content-Length: 0\r\n\r\n");
                  peer.awaitEnd();
                },
                peer -> {
                  welcome(peer);
                  goodbye(peer);
                });
        YodelClient client = open(server, ear)) {
      ear.awaitLine("state Waiting");
      assertThat(client.state())
          .isInstanceOfSatisfying(
              ConnectionState.Waiting.class,
              waiting -> {
                assertThat(waiting.why()).contains("429 Slowly");
                assertThat(waiting.until()).isAfter(Instant.now().plus(Duration.ofSeconds(25)));
              });
      client.reconnect();
      YodelClientIT.get(client.welcome());
    }
  }

  @Test
  void postThatIsRefusedForNowGoesBeforeTheNextOne() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  welcome(peer);
                  String first = peer.read().payload();
                  assertThat(first).contains("\"text\":\"one\"");
                  peer.send(
                      Peer.TEXT,
                      "{\"type\":\"error\",\"id\":"
                          + field(first, "id")
                          + ",\"code\":\"rate_limited\",\"message\":\"later\","
                          + "\"retryable\":true,\"retryAfterMs\":20}");
                  String again = peer.read().payload();
                  assertThat(again).contains("\"text\":\"one\"");
                  assertThat(field(again, "postId")).isEqualTo(field(first, "postId"));
                  ok(peer, again, 11);
                  String second = peer.read().payload();
                  assertThat(second).contains("\"text\":\"two\"");
                  ok(peer, second, 12);
                  goodbye(peer);
                });
        YodelClient client = open(server, new Ear())) {
      RoomName lobby = new RoomName("lobby");
      var one = client.post(lobby, "one");
      var two = client.post(lobby, "two");
      assertThat(YodelClientIT.get(one).seq()).isEqualTo(11);
      assertThat(YodelClientIT.get(two).seq()).isEqualTo(12);
    }
  }

  @Test
  void refusalOfAnUnknownCodeIsFinalIfTheServerSaysSo() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  welcome(peer);
                  String first = peer.read().payload();
                  String code = ",\"code\":\"tuesday\",\"message\":\"no\",\"retryable\":false}";
                  peer.send(Peer.TEXT, "{\"type\":\"error\",\"id\":" + field(first, "id") + code);
                  goodbye(peer);
                });
        YodelClient client = open(server, new Ear())) {
      assertThatThrownBy(() -> YodelClientIT.get(client.post(new RoomName("lobby"), "one")))
          .hasRootCauseMessage("no");
    }
  }

  private static void ok(Peer peer, String post, long seq) throws IOException {
    peer.send(
        Peer.TEXT,
        "{\"type\":\"ok\",\"id\":"
            + field(post, "id")
            + ",\"room\":\"lobby\",\"postId\":"
            + field(post, "postId")
            + ",\"seq\":"
            + seq
            + ",\"time\":\"2026-01-01T00:00:00.000Z\"}");
  }

  static YodelClient open(ScriptedServer server, ChatListener listener) {
    return YodelClient.open(ChatOptions.at(server.uri()).withName("Heidi"), listener);
  }

  static void welcome(Peer peer) throws IOException {
    peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
    String hello = peer.read().payload();
    assertThat(hello).contains("\"name\":\"Heidi\"");
    grant(peer, hello);
  }

  static void grant(Peer peer, String hello) throws IOException {
    peer.send(
        Peer.TEXT,
        "{\"type\":\"welcome\",\"id\":"
            + field(hello, "id")
            + ",\"user\":{\"id\":\"u-1\",\"name\":\"Heidi\",\"role\":\"member\"},\"resume\":\"r\","
            + "\"node\":\"n\",\"time\":\"2026-01-01T00:00:00.000Z\",\"version\":\"1\","
            + "\"heartbeat\":{\"intervalMs\":25000,\"timeoutMs\":10000},\"limits\":{"
            + "\"frameBytes\":65536,\"textChars\":4000,\"rooms\":64,\"history\":200,"
            + "\"pageBytes\":262144,\"postsPerSecond\":50,\"postsInFlight\":32,"
            + "\"roomMembers\":100}}");
  }

  static void joined(Peer peer, String more) throws IOException {
    if (more.isEmpty()) {
      String join = peer.read().payload();
      joined(peer, "\"id\":" + field(join, "id") + ",");
      return;
    }
    peer.send(
        Peer.TEXT,
        "{\"type\":\"joined\",\"room\":\"lobby\"," + SPAN + more + "\"count\":1,\"members\":[]}");
  }

  static void goodbye(Peer peer) throws IOException {
    assertThat(peer.read().closeCode()).isEqualTo(1000);
    peer.sendClose(1000, "");
    peer.finish();
  }

  static String message(long seq, long prev) {
    return "{\"type\":\"message\",\"room\":\"lobby\",\"seq\":"
        + seq
        + ",\"prev\":"
        + prev
        + ",\"time\":\"2026-01-01T00:00:00.000Z\",\"from\":{\"id\":\"u-2\",\"name\":\"U\"},"
        + "\"postId\":\"p\",\"text\":\"m"
        + seq
        + "\"}";
  }

  static String field(String json, String name) {
    int begin = json.indexOf("\"" + name + "\":") + name.length() + 3;
    return json.substring(begin, json.indexOf('"', begin + 1) + 1);
  }
}

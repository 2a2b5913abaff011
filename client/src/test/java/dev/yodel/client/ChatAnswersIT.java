package dev.yodel.client;

import static dev.yodel.client.ChatScriptIT.field;
import static dev.yodel.client.ChatScriptIT.joined;
import static dev.yodel.client.ChatScriptIT.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are late, of a wrong type or of a newer server. */
class ChatAnswersIT {

  private static final RoomName LOBBY = new RoomName("lobby");
  private static final String LIVE = "{\"type\":\"live\",\"room\":\"lobby\",\"seq\":";

  private final Ear ear = new Ear();

  @Test
  void eventOfANewerServerTakesItsPlaceAndIsNotTold() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  String join = peer.read().payload();
                  joined(peer, "\"recovered\":true,\"id\":" + field(join, "id") + ",");
                  page(peer, message(7, 5), newer(8, 7), message(9, 8), newer(10, 9));
                  peer.send(Peer.TEXT, LIVE + "10}");
                  peer.send(Peer.TEXT, newer(11, 10));
                  peer.send(Peer.TEXT, message(12, 11));
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      YodelClientIT.get(client.welcome());
      client.join(new RoomStart(LOBBY, new Position("e", 5), 0));
      ear.awaitLine("message U: m12");
      assertThat(ear.texts()).containsExactly("m7", "m9", "m12");
      assertThat(YodelClientIT.get(client.position(LOBBY))).contains(new Position("e", 12));
      assertThat(ear.count("loss")).isZero();
    }
  }

  @Test
  void joinedThatAnswersAnEarlierJoinMovesNothing() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  String first = peer.read().payload();
                  String leave = peer.read().payload();
                  String second = peer.read().payload();
                  assertThat(second).contains("\"after\":5");
                  joined(peer, "\"id\":" + field(first, "id") + ",");
                  peer.send(Peer.TEXT, message(11, 10));
                  ok(peer, leave);
                  joined(peer, "\"recovered\":true,\"id\":" + field(second, "id") + ",");
                  page(peer, message(6, 5), message(11, 6));
                  peer.send(Peer.TEXT, LIVE + "11}");
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      YodelClientIT.get(client.welcome());
      client.join(LOBBY);
      client.leave(LOBBY);
      var entered = client.join(new RoomStart(LOBBY, new Position("e", 5), 0));
      assertThat(YodelClientIT.get(entered).recovered()).isTrue();
      ear.awaitLine("live");
      assertThat(ear.texts()).containsExactly("m6", "m11");
      assertThat(ear.count("joined")).isEqualTo(1);
    }
  }

  @Test
  void roomThatIsLeftAndWantedAgainBeforeTheWelcomeIsEnteredAnew() throws Exception {
    var wanted = new CompletableFuture<Void>();
    var greeted = new CompletableFuture<Void>();
    var wantedAgain = new CompletableFuture<Void>();
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  wanted.orTimeout(30, TimeUnit.SECONDS).join();
                  peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
                  String hello = peer.read().payload();
                  assertThat(hello).contains("lobby");
                  greeted.complete(null);
                  wantedAgain.orTimeout(30, TimeUnit.SECONDS).join();
                  ChatScriptIT.grant(peer, hello);
                  joined(peer, "\"recovered\":false,");
                  String join = peer.read().payload();
                  refuse(peer, join, "already_joined");
                  assertThat(peer.read().payload()).contains("\"type\":\"leave\"");
                  joined(peer, "");
                  peer.send(Peer.TEXT, LIVE + "10}");
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      client.join(LOBBY);
      YodelClientIT.get(client.position(LOBBY));
      wanted.complete(null);
      YodelClientIT.get(greeted);
      YodelClientIT.get(client.leave(LOBBY));
      var entered = client.join(LOBBY);
      YodelClientIT.get(client.position(LOBBY));
      wantedAgain.complete(null);
      assertThat(YodelClientIT.get(entered).recovered()).isNull();
      ear.awaitLine("live");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"pong\",\"id\":",
        "{\"type\":\"ok\",\"id\":",
        "{\"type\":\"ok\",\"room\":\"lobby\",\"postId\":\"p\",\"seq\":1,\"time\":\"noon\",\"id\":"
      })
  void postWhoseAnswerTellsNothingEndsTheConnectionAndIsNotCalledRefused(String answer)
      throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  peer.send(Peer.TEXT, answer + field(peer.read().payload(), "id") + "}");
                  assertThat(peer.read().closeCode()).isEqualTo(1002);
                  peer.sendClose(1002, "");
                  peer.finish();
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      assertThatThrownBy(() -> YodelClientIT.get(client.post(LOBBY, "one")))
          .cause()
          .isInstanceOfSatisfying(
              ChatFailure.class, why -> assertThat(why.kind()).isEqualTo(ChatFailure.Kind.CLOSED));
      assertThat(YodelClientIT.get(client.closed()).code()).isEqualTo(1002);
    }
  }

  @Test
  void questionWhoseAnswerIsOfAWrongTypeFailsAlone() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  ok(peer, peer.read().payload());
                  ok(peer, peer.read().payload());
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      YodelClientIT.get(client.welcome());
      assertThatThrownBy(() -> YodelClientIT.get(client.history(LOBBY, HistoryRange.newest(), 10)))
          .hasRootCauseMessage("unreadable answer: type: Ok (expected: the request's)");
      YodelClientIT.get(client.direct("U", "psst"));
    }
  }

  @Test
  void welcomeThatIsNoneIsARefusal() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
                  ok(peer, peer.read().payload());
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      assertThatThrownBy(() -> YodelClientIT.get(client.welcome()))
          .hasRootCauseMessage("unreadable answer: type: Ok (expected: the request's)");
    }
  }

  private static void page(Peer peer, String... events) throws IOException {
    peer.send(
        Peer.TEXT,
        "{\"type\":\"page\",\"room\":\"lobby\",\"epoch\":\"e\",\"events\":["
            + String.join(",", events)
            + "],\"more\":{\"before\":false,\"after\":false}}");
  }

  private static String newer(long seq, long prev) {
    return message(seq, prev).replace("\"message\"", "\"pinned\"");
  }

  private static void ok(Peer peer, String request) throws IOException {
    peer.send(Peer.TEXT, "{\"type\":\"ok\",\"id\":" + field(request, "id") + "}");
  }

  private static void refuse(Peer peer, String request, String code) throws IOException {
    peer.send(
        Peer.TEXT,
        "{\"type\":\"error\",\"id\":"
            + field(request, "id")
            + ",\"code\":\""
            + code
            + "\",\"message\":\"no\",\"retryable\":false}");
  }
}

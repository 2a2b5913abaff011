package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomName;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client says and does between its second {@code hello} and the answer. */
class ChatGreetingIT {

  private static final RoomName LOBBY = new RoomName("lobby");

  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  @Test
  void roomThatIsLeftMeanwhileIsLeftOnceEnteredAndTheNameIsNotSaidAgain() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  assertThat(peer.read().payload()).contains("\"type\":\"join\"");
                  peer.close();
                },
                this::greet);
        YodelClient client = ChatScriptIT.open(server, new Ear())) {
      YodelClientIT.get(client.welcome());
      client.join(LOBBY);
      YodelClientIT.get(greeted);
      left.complete(YodelClientIT.get(client.leave(LOBBY)));
      YodelClientIT.get(done);
    }
  }

  private void greet(Peer peer) throws IOException {
    peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
    String hello = peer.read().payload();
    assertThat(hello).contains("lobby").contains("\"token\":\"r\"").doesNotContain("Heidi");
    greeted.complete(null);
    left.orTimeout(30, TimeUnit.SECONDS).join();
    ChatScriptIT.grant(peer, hello);
    peer.send(
        Peer.TEXT,
        "{\"type\":\"joined\",\"room\":\"lobby\",\"epoch\":\"e\",\"head\":10,\"floor\":0,"
            + "\"count\":1,\"members\":[]}");
    assertThat(peer.read().payload()).contains("\"type\":\"leave\"").contains("lobby");
    done.complete(null);
    ChatScriptIT.goodbye(peer);
  }
}

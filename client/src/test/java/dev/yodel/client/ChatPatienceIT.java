package dev.yodel.client;

import static dev.yodel.client.ChatScriptIT.field;
import static dev.yodel.client.ChatScriptIT.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomName;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a client waits for what does not come: the true 30 s, while pings are answered. */
@Tag("long")
class ChatPatienceIT {

  private static final RoomName LOBBY = new RoomName("lobby");

  private final Ear ear = new Ear();

  @Test
  void serverThatNeverLetsARoomOfTheHelloInIsLeftAndAskedAgain() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  joined(peer, "");
                  peer.close();
                },
                peer -> {
                  peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
                  ChatScriptIT.grant(peer, peer.read().payload());
                  answerPingsUntilGone(peer);
                },
                peer -> {
                  peer.accept("Sec-WebSocket-Protocol: yodel.v1.json\r\n");
                  ChatScriptIT.grant(peer, peer.read().payload());
                  joined(peer, "\"recovered\":false,");
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = ChatScriptIT.open(server, ear)) {
      YodelClientIT.get(client.welcome());
      client.join(LOBBY);
      ear.awaitLine("joined lobby recovered=false");
    }
  }

  @Test
  void roomThatIsJoinedAfterALongSilenceHasTimeToAnswer() throws Exception {
    var silent = new CompletableFuture<Void>();
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  ChatScriptIT.welcome(peer);
                  for (int ping = 0; ping < 4; ping++) {
                    answerPing(peer);
                  }
                  silent.complete(null);
                  String join = peer.read().payload();
                  answerPing(peer);
                  joined(peer, "\"id\":" + field(join, "id") + ",");
                  ChatScriptIT.goodbye(peer);
                });
        YodelClient client = openWithHeartbeat(server, Duration.ofSeconds(9))) {
      silent.get(60, TimeUnit.SECONDS);
      YodelClientIT.get(client.join(LOBBY));
    }
  }

  private YodelClient openWithHeartbeat(ScriptedServer server, Duration interval) {
    var heartbeat = new ConnectOptions.Heartbeat(interval, interval);
    return YodelClient.open(
        ChatOptions.at(server.uri())
            .withName("Heidi")
            .with(ConnectOptions.to(server.uri()).with(heartbeat)),
        ear);
  }

  private static void answerPing(Peer peer) throws IOException {
    Peer.Frame ping = peer.read();
    assertThat(ping.opcode()).isEqualTo(Peer.PING);
    peer.send(Peer.PONG, ping.payload());
  }

  private static void answerPingsUntilGone(Peer peer) throws IOException {
    try {
      while (true) {
        answerPing(peer);
      }
    } catch (EOFException | SocketException gone) {
      peer.close();
    }
  }
}

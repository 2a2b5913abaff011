package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.boot.CommandLineConfig;
import dev.yodel.server.boot.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that check tokens by the key that their command line names. */
class SignedTokensIT {

  private static final RoomName TEAM = new RoomName("team-a");

  @TempDir Path folder;
  private Server server;
  private Signer signer;

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "RS256", "ES256"})
  void ownTokensAreTakenByHelloByHeaderAndByRefreshAndOthersAreNot(String algorithm)
      throws Exception {
    signer = Signer.of(algorithm);
    try (Server started = Server.start(CommandLineConfig.of(signer.options(folder)))) {
      server = started;
      membersAndModeratorsTalk();
      plainMembersAreHeldToTheirRooms();
      nobodyElseComes(Signer.of(algorithm));
    }
  }

  private void membersAndModeratorsTalk() throws Exception {
    try (Chatter ann = Chatter.connect(server.port());
        Chatter mod = Chatter.connectAs(server.port(), signer.token("mod", "moderator"))) {
      assertThat(ann.hello("ignored", signer.token("ann", "member")).user().role())
          .isEqualTo(Role.MEMBER);
      ServerMessage.Welcome welcome = mod.hello("ignored", null);
      assertThat(welcome.user().name().value()).isEqualTo("mod");
      assertThat(welcome.user().role()).isEqualTo(Role.MODERATOR);
      ann.join("team-a");
      mod.join("TEAM-A");
      ann.say(new ClientMessage.Join("j", RoomStart.atHead(RoomName.LOBBY)));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      long seq = ann.posted("team-a", "p1", "rude");
      mod.say(new ClientMessage.Delete(mod.id(), TEAM, "d1", seq));
      assertThat(mod.await(RoomEvent.Deleted.class).target()).isEqualTo(seq);
      ann.say(new ClientMessage.Refresh("r", signer.token("ann", "member")));
      assertThat(ann.await(ServerMessage.Ok.class).id()).isEqualTo("r");
    }
  }

  private URI plain(String query) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws?" + query);
  }

  private void plainMembersAreHeldToTheirRooms() throws Exception {
    String token = signer.token("bob", "member");
    try (Talker bob = Talker.connectAs(plain("room=team-a"), token)) {
      bob.say("hello");
      assertThat(bob.hear()).isEqualTo("hello");
    }
    assertThat(refusal("room=lobby", token)).isEqualTo(403);
    assertThat(refusal("room=team-a", null)).isEqualTo(401);
    assertThat(refusal("room=team-a&token=" + token, null)).isEqualTo(401);
  }

  private int refusal(String query, String token) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    int[] status = new int[1];
    assertThatThrownBy(() -> builder.buildAsync(plain(query), new WebSocket.Listener() {}).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class, e -> status[0] = e.getResponse().statusCode());
    return status[0];
  }

  private void nobodyElseComes(Signer stranger) throws Exception {
    for (String token : List.of(stranger.token("ann", "moderator"), "no.token.atall")) {
      try (Chatter eve = Chatter.connect(server.port())) {
        eve.say(new ClientMessage.Hello("h", null, token, null, List.of()));
        assertThat(eve.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(eve.closeCode()).isEqualTo(4001);
      }
      assertThat(refusal("room=team-a", token)).isEqualTo(401);
    }
  }
}

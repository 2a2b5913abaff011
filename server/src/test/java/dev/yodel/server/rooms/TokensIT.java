package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.TokenIssuer;
import dev.yodel.server.boot.AuthConfig;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server that only talks to who brings a signed token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensIT {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final RoomName ROOM = new RoomName("team-a");

  private Server server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path secret = folder.resolve("secret");
    Files.write(secret, SECRET);
    ChatConfig chat = ChatConfig.defaults().with(new AuthConfig(true, secret, null));
    server = Server.start(ServerConfig.defaults().withPort(0).with(chat));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String token(String user, Role role, long seconds) {
    return new TokenIssuer(SECRET)
        .issue(
            new Identity(
                user,
                new UserName(user),
                true,
                role,
                List.of("team-*"),
                Instant.now().plusSeconds(seconds)));
  }

  private Chatter welcomed(String user, Role role) throws Exception {
    Chatter chatter = Chatter.connect(server.port());
    ServerMessage.Welcome welcome = chatter.hello("ignored", token(user, role, 60));
    assertThat(welcome.user().name().value()).isEqualTo(user);
    assertThat(welcome.user().role()).isEqualTo(role);
    return chatter;
  }

  private int refusedWith(String token) throws Exception {
    try (Chatter chatter = Chatter.connect(server.port())) {
      chatter.say(new ClientMessage.Hello("h", null, token, null, List.of()));
      ServerMessage.Failure failure = chatter.hear(ServerMessage.Failure.class);
      assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      return chatter.closeCode();
    }
  }

  @Test
  void nobodyComesWithoutATokenThatHolds() throws Exception {
    assertThat(refusedWith(null)).isEqualTo(4001);
    assertThat(refusedWith("no.token.atall")).isEqualTo(4001);
    assertThat(refusedWith(token("ann", Role.MEMBER, -1))).isEqualTo(4001);
    String good = token("ann", Role.MEMBER, 60);
    assertThat(refusedWith(good.substring(0, good.length() - 4) + "AAAA")).isEqualTo(4001);
    String none = "eyJhbGciOiJub25lIn0." + good.split("\\.", -1)[1] + ".";
    assertThat(refusedWith(none)).isEqualTo(4001);
  }

  @Test
  void tokenNamesTheRoomsThatMayBeEntered() throws Exception {
    try (Chatter ann = welcomed("ann", Role.MEMBER)) {
      ann.join("team-a");
      ann.say(new ClientMessage.Join("j", RoomStart.atHead(new RoomName("lobby"))));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      ann.say(new ClientMessage.Rename("n", new UserName("other")));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void moderatorMutesDeletesKicksAndBans() throws Exception {
    try (Chatter bob = welcomed("bob", Role.MEMBER);
        Chatter mod = welcomed("mod", Role.MODERATOR)) {
      bob.join("team-a");
      mod.join("team-a");
      long seq = bob.posted("team-a", "p1", "rude");
      mod.say(new ClientMessage.Delete(mod.id(), ROOM, "d1", seq));
      assertThat(mod.await(RoomEvent.Deleted.class).target()).isEqualTo(seq);
      moderate(mod, "m1", ModerationAction.MUTE);
      assertThat(bob.await(RoomEvent.Moderated.class).user()).isEqualTo("bob");
      bob.post("team-a", "p2", "again");
      assertThat(bob.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.MUTED);
      moderate(bob, "m2", ModerationAction.UNMUTE);
      assertThat(bob.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      moderate(mod, "m3", ModerationAction.UNMUTE);
      bob.await(RoomEvent.Moderated.class);
      bob.posted("team-a", "p3", "sorry");
      moderate(mod, "m4", ModerationAction.KICK);
      assertThat(bob.closeCode()).isEqualTo(4010);
    }
    try (Chatter bob = welcomed("bob", Role.MEMBER);
        Chatter mod = welcomed("mod", Role.MODERATOR)) {
      bob.join("team-a");
      mod.join("team-a");
      moderate(mod, "m5", ModerationAction.BAN);
      assertThat(bob.closeCode()).isEqualTo(4011);
      try (Chatter back = welcomed("bob", Role.MEMBER)) {
        back.say(new ClientMessage.Join("j", RoomStart.atHead(ROOM)));
        assertThat(back.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.BANNED);
      }
      moderate(mod, "m6", ModerationAction.UNBAN);
    }
  }

  private static void moderate(Chatter chatter, String postId, ModerationAction action)
      throws Exception {
    chatter.say(
        new ClientMessage.Moderate(chatter.id(), ROOM, postId, "bob", action, null, "a reason"));
  }

  @Test
  void refreshRenewsTheSameUserOnly() throws Exception {
    try (Chatter ann = welcomed("ann", Role.MEMBER)) {
      ann.say(new ClientMessage.Refresh("r1", token("ann", Role.MODERATOR, 60)));
      assertThat(ann.hear(ServerMessage.Ok.class).id()).isEqualTo("r1");
      ann.say(new ClientMessage.Refresh("r2", token("eve", Role.MODERATOR, 60)));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      ann.say(new ClientMessage.Refresh("r3", "old"));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }
  }

  @Test
  void aNewerTokenMustNameTheRoomsThatAreEntered() throws Exception {
    try (Chatter ann = welcomed("ann", Role.MEMBER)) {
      ann.say(new ClientMessage.Join("j", RoomStart.atHead(ROOM)));
      ann.hear(ServerMessage.Joined.class);
      ann.hear(ServerMessage.Live.class);
      Identity elsewhere =
          new Identity(
              "ann", null, false, Role.MEMBER, List.of("else"), Instant.now().plusSeconds(60));
      String token = new TokenIssuer(SECRET).issue(elsewhere);
      ann.say(new ClientMessage.Refresh("r1", token));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      ann.say(new ClientMessage.Leave("l", ROOM));
      ann.hear(ServerMessage.Ok.class);
      ann.say(new ClientMessage.Refresh("r2", token));
      assertThat(ann.hear(ServerMessage.Ok.class).id()).isEqualTo("r2");
    }
  }

  @Test
  void plainClientBringsItsTokenInTheHeader() throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws?room=team-a");
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    assertThatThrownBy(() -> builder.buildAsync(uri, new WebSocket.Listener() {}).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    builder.header("Authorization", "Bearer " + token("ann", Role.MEMBER, 60));
    builder.buildAsync(uri, new WebSocket.Listener() {}).get().abort();
  }
}

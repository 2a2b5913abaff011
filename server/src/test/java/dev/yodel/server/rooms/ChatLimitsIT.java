package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reaches a limit of a chat is told, or read later, and either is counted. */
class ChatLimitsIT {

  private static final Limits ONE = new Limits(4_096, 10, 1, 200, 4_096, 2, 1, 1);

  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        Server.start(ServerConfig.defaults().withPort(0).with(ChatConfig.defaults().with(ONE)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ErrorCode refusal(Chatter chatter) throws Exception {
    return chatter.await(ServerMessage.Failure.class).code();
  }

  private static void join(Chatter chatter, String room) throws Exception {
    chatter.say(new ClientMessage.Join(chatter.id(), RoomStart.atHead(new RoomName(room))));
  }

  @Test
  void aRefusalIsCountedByItsCode() throws Exception {
    try (Chatter ann = Chatter.named(server.port(), "ann");
        Chatter bob = Chatter.named(server.port(), "bob")) {
      ann.join("alp");
      join(ann, "den");
      ServerMessage.Failure tooMany = ann.await(ServerMessage.Failure.class);
      assertThat(tooMany.code()).isEqualTo(ErrorCode.TOO_MANY_ROOMS);
      assertThat(tooMany.message()).isEqualTo("rooms: 2 (expected: at most 1)");
      ann.post("alp", "p1", "longer than ten");
      assertThat(refusal(ann)).isEqualTo(ErrorCode.TEXT_TOO_LONG);
      join(bob, "alp");
      assertThat(refusal(bob)).isEqualTo(ErrorCode.ROOM_FULL);
      join(bob, "alp");
      assertThat(refusal(bob)).isEqualTo(ErrorCode.ROOM_FULL);
    }
    assertThat(RawPeer.metrics(server.port()))
        .contains("yodel_failures_total{code=\"too_many_rooms\"} 1.0")
        .contains("yodel_failures_total{code=\"text_too_long\"} 1.0")
        .contains("yodel_failures_total{code=\"room_full\"} 2.0");
  }

  @Test
  void whoPostsFasterThanItMayIsReadLater() throws Exception {
    try (Chatter ann = Chatter.named(server.port(), "ann")) {
      ann.join("alp");
      assertThat(RawPeer.metrics(server.port()))
          .doesNotContain("posts-per-second")
          .doesNotContain("posts-in-flight");
      for (int i = 0; i < 4; i++) {
        ann.post("alp", "p" + i, "quick");
      }
      for (int kept = 0; kept < 4; kept++) {
        ann.await(ServerMessage.Ok.class);
      }
    }
    assertThat(RawPeer.metrics(server.port()))
        .contains("yodel_limits_hit_total{limit=\"posts-per-second\"}")
        .contains("yodel_limits_hit_total{limit=\"posts-in-flight\"}");
  }
}

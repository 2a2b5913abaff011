package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.HistoryRange.Direction;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of messages, seen by clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {

  private Server server;

  @BeforeAll
  void start() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void editsReactionsAndDeletionsAreShownAndFoldedIn() throws Exception {
    RoomName room = new RoomName("fold");
    try (Chatter ann = Chatter.named(server.port(), "Ann F");
        Chatter bob = Chatter.named(server.port(), "Bob F")) {
      ann.join("fold");
      long first = ann.posted("fold", "p1", "one");
      long second = ann.posted("fold", "p2", "two");
      bob.join("fold");
      ann.say(new ClientMessage.Edit(ann.id(), room, "e1", first, "uno"));
      ann.say(new ClientMessage.Delete(ann.id(), room, "d1", second));
      ann.say(new ClientMessage.React(ann.id(), room, "r1", first, "👍", true));
      assertThat(bob.hear(RoomEvent.Edited.class).text()).isEqualTo("uno");
      assertThat(bob.hear(RoomEvent.Deleted.class).target()).isEqualTo(second);
      assertThat(bob.hear(RoomEvent.Reaction.class).key()).isEqualTo("👍");
      ServerMessage.Page folded = around(bob, room, first);
      RoomEvent.Message edited = (RoomEvent.Message) folded.events().get(0);
      assertThat(edited.text()).isEqualTo("uno");
      assertThat(edited.state().edited()).isTrue();
      assertThat(edited.state().reactions().get(0).count()).isEqualTo(1);
      RoomEvent.Message deleted = (RoomEvent.Message) folded.events().get(1);
      assertThat(deleted.text()).isEmpty();
      assertThat(deleted.state().deleted()).isTrue();
    }
  }

  private static ServerMessage.Page around(Chatter chatter, RoomName room, long seq)
      throws Exception {
    HistoryRange range = new HistoryRange(Direction.AROUND, seq);
    chatter.say(new ClientMessage.History(chatter.id(), room, range, 10));
    return chatter.hear(ServerMessage.Page.class);
  }

  @Test
  void messagesOfOthersMayNotBeChanged() throws Exception {
    RoomName room = new RoomName("own");
    try (Chatter ann = Chatter.named(server.port(), "Ann O");
        Chatter bob = Chatter.named(server.port(), "Bob O")) {
      ann.join("own");
      long seq = ann.posted("own", "p1", "mine");
      bob.join("own");
      bob.say(new ClientMessage.Edit("e", room, "e1", seq, "yours"));
      assertThat(bob.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      bob.say(new ClientMessage.Delete("d", room, "d1", seq));
      assertThat(bob.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
      bob.say(new ClientMessage.Edit("n", room, "e2", seq + 1_000, "nobody's"));
      assertThat(bob.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void deletedTextIsServedNowhere() throws Exception {
    RoomName room = new RoomName("gone");
    try (Chatter ann = Chatter.named(server.port(), "Ann G");
        Chatter bob = Chatter.named(server.port(), "Bob G")) {
      ann.join("gone");
      long seq = ann.posted("gone", "p1", "a secret word");
      ann.say(new ClientMessage.Delete(ann.id(), room, "d1", seq));
      ann.await(ServerMessage.Ok.class);
      bob.join("gone");
      bob.say(new ClientMessage.Search("s", room, "secret", null, 10));
      assertThat(bob.hear(ServerMessage.Page.class).events()).isEmpty();
      RoomEvent.Message tombstone = (RoomEvent.Message) around(bob, room, seq).events().get(0);
      assertThat(tombstone.text()).isEmpty();
    }
  }

  @Test
  void searchFindsWordsOfAnyScript() throws Exception {
    RoomName room = new RoomName("words");
    try (Chatter ann = Chatter.named(server.port(), "Ann W")) {
      ann.join("words");
      ann.posted("words", "p1", "I don't know C++ or foo-bar");
      ann.posted("words", "p2", "今天天气很好");
      ann.posted("words", "p3", "Straßenbahn");
      for (String query : new String[] {"don't", "c++", "foo-bar", "天气", "straßen"}) {
        ann.say(new ClientMessage.Search("s", room, query, null, 10));
        assertThat(ann.await(ServerMessage.Page.class).events()).as(query).hasSize(1);
      }
    }
  }
}

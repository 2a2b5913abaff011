package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.client.Loss;
import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Heartbeat;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import dev.yodel.protocol.ServerMessage.Typing;
import dev.yodel.protocol.ServerMessage.Welcome;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What appears on a terminal. */
class ChatDeskTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:02:03Z");
  private static final RoomName LOBBY = new RoomName("lobby");
  private static final RoomName ALP = new RoomName("alp");

  private final List<String> shown = new ArrayList<>();
  private String prompt = "";
  private String aside = "";
  private Instant now = NOW;
  private final ChatBoard board = new ChatBoard();
  private final Wording wording = new Wording(new Palette(false), clock(), true);
  private final ChatDesk desk =
      new ChatDesk(
          board,
          new ChatScreen() {
            @Override
            public void show(List<String> lines) {
              shown.addAll(lines);
            }

            @Override
            public void notice(String line) {
              shown.add(line);
            }

            @Override
            public void prompt(String next, String beside) {
              prompt = next;
              aside = beside;
            }

            @Override
            public int width() {
              return 80;
            }

            @Override
            public boolean isLive() {
              return true;
            }
          },
          wording,
          new ChatEnd(new Diagnostics(System.err), false));

  @BeforeEach
  void enter() {
    board.enter(LOBBY);
    board.enter(ALP);
    desk.onWelcome(welcome());
    desk.onState(new Live());
    for (RoomName room : List.of(LOBBY, ALP)) {
      desk.onJoined(joined(room, null));
      desk.onLive(room);
    }
    assertThat(shown).containsExactly("-- lobby: 2 here (Anna, Heidi)");
    shown.clear();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  @Test
  void whoIsWritingStandsBesideTheLineForSixSeconds() {
    desk.onTyping(typing(LOBBY, "Heidi", true));
    assertThat(aside).isEqualTo("Heidi is writing");
    desk.onTyping(typing(ALP, "Dete", true));
    desk.onTyping(typing(LOBBY, "Anna", true));
    assertThat(aside).as("elsewhere, and oneself").isEqualTo("Heidi is writing");
    desk.onTyping(typing(LOBBY, "Peter\33", true));
    assertThat(aside).isEqualTo("Heidi and Peter\\x1b are writing");
    desk.onEvent(message(LOBBY, 1, "said"));
    assertThat(aside).isEqualTo("Peter\\x1b is writing");
    now = NOW.plusSeconds(6);
    desk.prompt();
    assertThat(aside).isEmpty();
    assertThat(shown).containsExactly("10:02 Heidi: said");
  }

  private static Typing typing(RoomName room, String name, boolean active) {
    return new Typing(room, new Author(name.equals("Heidi") ? "u-2" : name, name), active);
  }

  @Test
  void roomThatIsNotLookedAtIsCounted() {
    desk.onEvent(message(ALP, 1, "one"));
    assertThat(prompt).isEqualTo("lobby [alp:1]> ");
    desk.onEvent(message(ALP, 2, "Anna, come"));
    assertThat(prompt).isEqualTo("lobby [alp:2!]> ");
    assertThat(shown).containsExactly("-- in alp Heidi: Anna, come");
    desk.onEvent(message(LOBBY, 3, "here"));
    assertThat(shown).last().isEqualTo("10:02 Heidi: here");
  }

  @Test
  void outageIsALineAndWhatWasMissedFollowsInOrder() {
    desk.onState(new Waiting(NOW.plusSeconds(7), "1006 "));
    assertThat(shown).containsExactly("-- connection lost: 1006; next attempt at 10:02:10");
    assertThat(prompt).isEqualTo("lobby (offline, back 10:02:10)> ");
    shown.clear();
    desk.onState(new Live());
    desk.onJoined(joined(ALP, true));
    desk.onEvent(message(ALP, 5, "elsewhere"));
    desk.onLive(ALP);
    desk.onJoined(joined(LOBBY, true));
    desk.onEvent(message(LOBBY, 6, "one"));
    desk.onEvent(message(LOBBY, 7, "two"));
    desk.onEvent(message(LOBBY, 8, "Anna", "while away"));
    assertThat(shown).isEmpty();
    desk.onLive(LOBBY);
    assertThat(shown)
        .containsExactly(
            "-- back in lobby after 0 s: 2 messages missed",
            "10:02 Heidi: one",
            "10:02 Heidi: two",
            "10:02 Anna: while away");
    assertThat(prompt).isEqualTo("lobby [alp:1]> ");
  }

  @Test
  void floodOfMissedMessagesIsCut() {
    desk.onJoined(joined(LOBBY, true));
    for (int i = 1; i <= RoomView.KEPT + 5; i++) {
      desk.onEvent(message(LOBBY, i, "m" + i));
    }
    desk.onLive(LOBBY);
    assertThat(shown).hasSize(RoomView.KEPT + 1).last().isEqualTo("10:02 Heidi: m1005");
    assertThat(shown.get(0)).contains("1005 messages missed, the last 1000 of them");
    assertThat(shown.get(1)).isEqualTo("10:02 Heidi: m6");
  }

  @Test
  void changesOfMessagesAreTold() {
    desk.onEvent(message(LOBBY, 1, "teh"));
    desk.onEvent(new RoomEvent.Edited(at(LOBBY, 2), 1, "the"));
    desk.onEvent(new RoomEvent.Reaction(at(LOBBY, 3), 1, "👍", true));
    desk.onEvent(new RoomEvent.Deleted(at(LOBBY, 4), 1));
    assertThat(shown)
        .containsExactly(
            "10:02 Heidi: teh",
            "10:02 Heidi edited: the",
            "10:02 Heidi reacts 👍 to Heidi: the",
            "10:02 Heidi deleted a message");
    assertThat(board.enter(LOBBY).message(1).orElseThrow().state().deleted()).isTrue();
  }

  @Test
  void comingsAndGoingsAreToldWhereOneLooks() {
    desk.onPresence(presence(LOBBY, Presence.Change.JOIN, new Author("u-3", "Peter")));
    desk.onPresence(presence(LOBBY, Presence.Change.RENAME, new Author("u-3", "Pete")));
    desk.onPresence(presence(LOBBY, Presence.Change.LEAVE, new Author("u-3", "Pete")));
    desk.onPresence(presence(ALP, Presence.Change.JOIN, new Author("u-4", "Klara")));
    assertThat(shown).containsExactly("-- Peter came", "-- Peter is now Pete", "-- Pete left");
    assertThat(board.vocabulary().names()).containsExactly("Heidi", "Klara");
    assertThat(board.vocabulary().rooms()).containsExactly("lobby", "alp");
  }

  @Test
  void roomThatWasLeftDoesNotComeBackWithALateWord() {
    board.leave(board.enter(ALP));
    desk.onPresence(presence(ALP, Presence.Change.LEAVE, new Author("u-2", "Heidi")));
    assertThat(board.all()).extracting(RoomView::name).containsExactly(LOBBY);
    assertThat(shown).isEmpty();
  }

  @Test
  void lossIsSaid() {
    var span = new RoomSpan("e", 9, 5);
    desk.onLoss(new Loss(LOBBY, Loss.Reason.DROPPED, 2, span));
    assertThat(shown).containsExactly("-- lobby: the server no longer has messages from before");
  }

  private static Presence presence(RoomName room, Presence.Change event, Author user) {
    return new Presence(room, event, user, 2);
  }

  private static Joined joined(RoomName room, @Nullable Boolean recovered) {
    List<Author> members = List.of(new Author("u-1", "Anna"), new Author("u-2", "Heidi"));
    return new Joined("1", room, new RoomSpan("e", 0, 0), recovered, 2, members);
  }

  private static RoomEvent message(RoomName room, long seq, String text) {
    return new RoomEvent.Message(at(room, seq), text, null, MessageState.FRESH);
  }

  private static RoomEvent message(RoomName room, long seq, String name, String text) {
    EventHeader at = new EventHeader(room, seq, seq - 1, NOW, new Author("u", name), "p" + seq);
    return new RoomEvent.Message(at, text, null, MessageState.FRESH);
  }

  private static EventHeader at(RoomName room, long seq) {
    return new EventHeader(room, seq, seq - 1, NOW, new Author("u-2", "Heidi"), "p" + seq);
  }

  private static Welcome welcome() {
    var user = new User("u-1", new UserName("Anna"), Role.MEMBER);
    var heartbeat = new Heartbeat(25_000, 10_000);
    return new Welcome("1", user, "r", "n", NOW, "1", heartbeat, Limits.DEFAULT);
  }
}

package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose name it is after the connection went. */
class NameKeptTest {

  private final Hall hall = Hall.open();
  private final List<Visitor> visitors = new ArrayList<>();

  @AfterEach
  void end() {
    hall.close(visitors, List.of());
  }

  /** Comes as Heidi; what the server answers. */
  private ServerMessage come(String token) {
    Visitor visitor = hall.connect();
    visitors.add(visitor);
    visitor.say(new ClientMessage.Hello("h", new UserName("Heidi"), token, null, List.of()));
    return visitor.heard().get(0);
  }

  private Visitor newest() {
    return visitors.get(visitors.size() - 1);
  }

  private void go() {
    newest().hangUp();
    hall.settle();
  }

  private static void assertTaken(ServerMessage answer) {
    assertThat(((ServerMessage.Failure) answer).code()).isEqualTo(ErrorCode.NAME_TAKEN);
  }

  @Test
  void itStaysForAMinuteWithWhomItWasSaidToHaveTheName() {
    String token = ((ServerMessage.Welcome) come(null)).resume();
    newest().say(new ClientMessage.Ping("p"));
    go();

    assertTaken(come(null));
    assertThat(come(token)).isInstanceOf(ServerMessage.Welcome.class);
    go();
    hall.pass(Duration.ofSeconds(59));
    assertTaken(come(null));
    hall.pass(Duration.ofSeconds(1));
    assertThat(come(null)).isInstanceOf(ServerMessage.Welcome.class);
  }

  @Test
  void whoWasCutOffBeforeTheWelcomeGetsItAtOnce() {
    come(null);
    go();

    assertThat(come(null)).isInstanceOf(ServerMessage.Welcome.class);
  }

  @Test
  void whoComesBackWithoutANameHasTheOneItTookLast() {
    String token = ((ServerMessage.Welcome) come(null)).resume();
    newest().say(new ClientMessage.Rename("n", new UserName("Clara")));
    newest().heard();
    go();

    Visitor back = hall.connect();
    visitors.add(back);
    back.hello(token);
    assertThat(back.heard(ServerMessage.Welcome.class).get(0).user().name().value())
        .isEqualTo("Clara");
  }

  @Test
  void aRoomKnowsAtOnceThatSomebodyCameBackByAnotherName() {
    RoomName room = new RoomName("den");
    Visitor observer = hall.joined(room);
    visitors.add(observer);
    String token = ((ServerMessage.Welcome) come(null)).resume();
    newest().say(new ClientMessage.Join("j", RoomStart.atHead(room)));
    hall.pass(Duration.ofSeconds(1));
    go();
    observer.heard();

    Visitor back = hall.connect();
    visitors.add(back);
    List<RoomStart> rooms = List.of(RoomStart.atHead(room));
    back.say(new ClientMessage.Hello("h", new UserName("Clara"), token, null, rooms));
    assertThat(back.heard(ServerMessage.Joined.class).get(0).members())
        .extracting(Author::name)
        .contains("Clara")
        .doesNotContain("Heidi");
    assertThat(observer.heard(ServerMessage.Presence.class))
        .extracting(ServerMessage.Presence::event)
        .containsExactly(ServerMessage.Presence.Change.RENAME);
  }

  @Test
  void whoOnlyListensKeepsItAllTheSame() {
    come(null);
    hall.pass(Duration.ofSeconds(10));
    go();

    assertTaken(come(null));
  }

  @Test
  void whoCameBackByTheTokenKeepsIt() {
    String token = ((ServerMessage.Welcome) come(null)).resume();
    go();
    assertThat(come(token)).isInstanceOf(ServerMessage.Welcome.class);
    go();

    assertTaken(come(null));
  }
}

package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.log.Draft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one member may ask, how often, and by which name the room goes in the answers. */
class RequestsTest {

  private static final RoomName FIRST = new RoomName("Den");
  private static final RoomName LATER = new RoomName("DEN");

  private final Hall hall = Hall.open();
  private final Visitor other = hall.joined(FIRST);
  private final Visitor asker = hall.joined(LATER);

  @AfterEach
  void end() {
    hall.close(List.of(other, asker), List.of());
  }

  @Test
  void everyAnswerCarriesTheSpellingThatWasFirst() {
    asker.say(new ClientMessage.History("h", LATER, HistoryRange.newest(), 5));
    assertThat(asker.heard(ServerMessage.Page.class).get(0).room().value()).isEqualTo("Den");
    asker.post(LATER, "first");
    List<ServerMessage> told = asker.heard();
    assertThat(told)
        .filteredOn(ServerMessage.Ok.class::isInstance)
        .extracting(ok -> ((ServerMessage.Ok) ok).receipt().room().value())
        .containsExactly("Den");
    assertThat(other.heard(RoomEvent.Message.class))
        .extracting(message -> message.at().room().value())
        .containsExactly("Den");
    asker.say(new ClientMessage.Edit("e", LATER, "e1", 999, "text"));
    asker.say(new ClientMessage.Members("m", LATER, "no number"));
    hall.pass(Duration.ofSeconds(5));
    asker.say(new ClientMessage.Join("j", RoomStart.atHead(LATER)));
    assertThat(asker.heard(ServerMessage.Failure.class))
        .hasSize(3)
        .allMatch(failure -> "Den".equals(failure.room()));
  }

  @Test
  void whoWritesIsToldOnceInThreeSecondsHoweverOftenItStops() {
    other.heard();
    for (int i = 0; i < 10; i++) {
      asker.say(new ClientMessage.Typing(LATER, true));
      asker.say(new ClientMessage.Typing(LATER, false));
    }
    assertThat(other.heard(ServerMessage.Typing.class))
        .extracting(ServerMessage.Typing::active)
        .containsExactly(true, false);
    hall.pass(Duration.ofSeconds(3));
    asker.say(new ClientMessage.Typing(LATER, true));
    assertThat(other.heard(ServerMessage.Typing.class)).hasSize(1);
  }

  @Test
  void membersAreAskedForSoManyTimesAtOnce() {
    for (int i = 0; i < 100; i++) {
      asker.say(new ClientMessage.Members("m" + i, LATER, null));
    }
    List<ServerMessage> told = asker.heard();
    assertThat(told).hasSize(100);
    assertThat(told)
        .filteredOn(ServerMessage.Failure.class::isInstance)
        .hasSize(68)
        .allMatch(failure -> ((ServerMessage.Failure) failure).code() == ErrorCode.OVERLOADED);
  }

  @Test
  void pagesWaitWhileTheirReaderDoesNotRead() {
    asker.post(LATER, "text");
    asker.heard();
    asker.setWritable(false);
    for (int i = 0; i < 10; i++) {
      asker.say(new ClientMessage.History("h" + i, LATER, HistoryRange.newest(), 5));
    }
    assertThat(asker.heard()).isEmpty();
    asker.setWritable(true);
    assertThat(asker.heard(ServerMessage.Page.class)).hasSize(10);
  }

  @Test
  void historyDoesNotWaitForASearchAndASearchWaitsForTheOneBeforeIt() {
    hall.sick().holdSearches();
    for (String id : List.of("s1", "s2")) {
      asker.say(new ClientMessage.Search(id, LATER, "text", null, 5));
    }
    asker.say(new ClientMessage.History("h", LATER, HistoryRange.newest(), 5));
    assertThat(asker.heard(ServerMessage.Page.class))
        .extracting(ServerMessage.Page::id)
        .containsExactly("h");
    hall.sick().letReadsGo();
    assertThat(asker.heard(ServerMessage.Page.class))
        .extracting(ServerMessage.Page::id)
        .containsExactly("s1", "s2");
  }

  @Test
  void whoIsBannedLearnsNothingOfTheRoomItAsksToEnter() {
    asker.post(LATER, "secret");
    Visitor banned = hall.connect();
    banned.hello(null);
    ban(banned.heard(ServerMessage.Welcome.class).get(0).user().id());
    askAllOf(banned);
    List<ServerMessage> told = banned.heard();
    assertThat(told)
        .hasSize(4)
        .extracting(failure -> ((ServerMessage.Failure) failure).code())
        .containsExactly(
            ErrorCode.BANNED, ErrorCode.NOT_JOINED, ErrorCode.NOT_JOINED, ErrorCode.NOT_JOINED);
    banned.hangUp();
  }

  @Test
  void whatIsAskedBehindAJoinIsAnsweredOnceIn() {
    asker.post(LATER, "text");
    Visitor newcomer = hall.connect();
    newcomer.hello(null);
    newcomer.heard();
    askAllOf(newcomer);
    List<ServerMessage> told = newcomer.heard();
    assertThat(told).noneMatch(ServerMessage.Failure.class::isInstance);
    assertThat(told).filteredOn(ServerMessage.Page.class::isInstance).hasSize(2);
    assertThat(told).filteredOn(ServerMessage.MemberList.class::isInstance).hasSize(1);
    newcomer.hangUp();
  }

  @Test
  void onlySoMuchWaitsBehindAJoin() {
    Visitor newcomer = hall.connect();
    newcomer.hello(null);
    newcomer.heard();
    newcomer.say(new ClientMessage.Join("j", RoomStart.atHead(FIRST)));
    for (int i = 0; i < 100; i++) {
      newcomer.say(new ClientMessage.History("h" + i, FIRST, HistoryRange.newest(), 5));
    }
    List<ServerMessage> told = newcomer.heard();
    assertThat(told).filteredOn(ServerMessage.Failure.class::isInstance).hasSize(68);
    assertThat(told).filteredOn(ServerMessage.Page.class::isInstance).hasSize(32);
    newcomer.hangUp();
  }

  private void ban(String user) {
    Draft.By moderator = new Draft.By(new Author("u-m", "Mo"), Role.MODERATOR, false);
    Draft.Moderate ban = new Draft.Moderate(user, ModerationAction.BAN, null, null);
    hall.log().append(new Draft(FIRST, moderator, "ban", ban), answer -> {});
    hall.settle();
  }

  private static void askAllOf(Visitor visitor) {
    visitor.say(
        new ClientMessage.Join("j", RoomStart.atHead(FIRST)),
        new ClientMessage.History("h", FIRST, HistoryRange.newest(), 5),
        new ClientMessage.Search("s", FIRST, "text", null, 5),
        new ClientMessage.Members("m", FIRST, null));
  }

  @Test
  void renamingIsPacedLikePosting() {
    hall.pass(Duration.ofSeconds(1));
    other.heard();
    for (int i = 0; i < 20; i++) {
      asker.say(new ClientMessage.Rename("n" + i, new UserName("name" + i)));
    }
    hall.pass(Duration.ofMillis(200)); // what follows the first is told together
    assertThat(other.heard(ServerMessage.Presence.class)).hasSize(2);
    List<ServerMessage.Failure> refused = asker.heard(ServerMessage.Failure.class);
    assertThat(refused).isNotEmpty();
    assertThat(refused)
        .allMatch(failure -> failure.code() == ErrorCode.RATE_LIMITED)
        .allMatch(failure -> failure.retryAfterMs() != null);
    hall.pass(Duration.ofSeconds(10));
    assertThat(other.heard(ServerMessage.Presence.class)).hasSize(20 - refused.size() - 2);
  }

  @Test
  void joiningIsPacedLikePosting() {
    asker.heard();
    for (int i = 0; i < 4; i++) {
      RoomName room = new RoomName("room" + i);
      asker.say(new ClientMessage.Join("j" + i, RoomStart.atHead(room)));
      asker.say(new ClientMessage.Leave("l" + i, room));
    }
    assertThat(asker.heard(ServerMessage.Joined.class)).hasSize(2);
    hall.pass(Duration.ofSeconds(5));
    List<ServerMessage> later = asker.heard();
    assertThat(later).filteredOn(ServerMessage.Joined.class::isInstance).hasSize(2);
    assertThat(later).filteredOn(ServerMessage.Ok.class::isInstance).hasSize(2);
  }

  @Test
  void positionBeforeTheFloorIsNotRecovered() {
    Hall small = Hall.keeping(2);
    Visitor poster = small.joined(FIRST);
    Visitor back = small.connect();
    back.hello(null);
    for (int i = 0; i < 5; i++) {
      poster.post(FIRST, "text " + i);
      small.pass(Duration.ofSeconds(1));
    }
    List<RoomEvent.Message> seen = poster.heard(RoomEvent.Message.class);
    back.heard();
    for (int i = 0; i < 5; i++) {
      Position after = new Position(small.log().epoch(), seen.get(i).at().seq());
      back.say(new ClientMessage.Join("j" + i, new RoomStart(FIRST, after, 0)));
      small.pass(Duration.ofSeconds(1));
      ServerMessage.Joined joined = back.heard(ServerMessage.Joined.class).get(0);
      assertThat(joined.recovered()).as("after message %s", i).isEqualTo(i >= 2);
      assertThat(joined.span().floor()).isEqualTo(seen.get(2).at().seq());
      back.say(new ClientMessage.Leave("l" + i, FIRST));
      back.heard();
    }
    small.close(List.of(poster, back), List.of());
  }
}

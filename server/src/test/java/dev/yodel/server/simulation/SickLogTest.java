package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members are told when the log fails them. */
class SickLogTest {

  private static final RoomName DEN = new RoomName("Den");
  private static final RoomName LAIR = new RoomName("Lair");
  private static final int MANY = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Hall hall = Hall.open(new Limits(65_536, 400, 8, 50, 4_000, 50, 32, 1_000));
  private final Visitor here = hall.joined(DEN);
  private final Visitor back = hall.connect();

  @AfterEach
  void end() {
    hall.close(List.of(here, back), List.of());
  }

  private long posted(Visitor visitor, RoomName room, String text) {
    visitor.post(room, text);
    List<RoomEvent.Message> heard = visitor.heard(RoomEvent.Message.class);
    return heard.get(heard.size() - 1).at().seq();
  }

  private List<ServerMessage> entering(RoomStart start) {
    back.hello(null);
    back.heard();
    back.say(new ClientMessage.Join("j", start));
    return back.heard();
  }

  private void assertGoesOnAfterAResync(long head) {
    hall.pass(PATIENCE);
    List<ServerMessage> told = back.heard();
    assertThat(told).hasSize(2);
    ServerMessage.Resync resync = (ServerMessage.Resync) told.get(0);
    assertThat(resync.room()).isEqualTo(DEN);
    assertThat(resync.span().head()).isEqualTo(head);
    assertThat(((ServerMessage.Live) told.get(1)).seq()).isEqualTo(head);
    hall.sick().refuseReads(false);
    posted(here, DEN, "live");
    assertThat(back.heard(RoomEvent.Message.class))
        .extracting(message -> message.at().prev())
        .containsExactly(head);
  }

  @Test
  void replayThatCannotBeReadEndsInAResync() {
    long first = posted(here, DEN, "first");
    long head = posted(here, DEN, "second");
    hall.sick().refuseReads(true);
    Position after = new Position(hall.log().epoch(), first);
    List<ServerMessage> told = entering(new RoomStart(DEN, after, 0));
    assertThat(told).hasSize(1);
    assertThat(((ServerMessage.Joined) told.get(0)).recovered()).isTrue();
    assertGoesOnAfterAResync(head);
  }

  @Test
  void beginningThatCannotBeReadEndsInAResync() {
    long head = posted(here, DEN, "first");
    hall.sick().refuseReads(true);
    assertThat(entering(new RoomStart(DEN, null, 5))).hasSize(1);
    assertGoesOnAfterAResync(head);
  }

  @Test
  void replayGoesOnWhenTheLogCanBeReadAgain() {
    long first = posted(here, DEN, "first");
    posted(here, DEN, "second");
    hall.sick().refuseReads(true);
    entering(new RoomStart(DEN, new Position(hall.log().epoch(), first), 0));
    hall.sick().refuseReads(false);
    hall.pass(PATIENCE);
    List<ServerMessage> told = back.heard();
    assertThat(told).hasSize(2);
    assertThat(((ServerMessage.Page) told.get(0)).events()).hasSize(1);
    assertThat(told.get(1)).isInstanceOf(ServerMessage.Live.class);
  }

  @Test
  void eventThatWasCommittedUnheardIsSeenOnce() {
    back.hello(null);
    long first = posted(here, DEN, "first");
    hall.sick().commitUnheard(true);
    here.post(DEN, "unheard");
    here.post(DEN, "unheard too");
    hall.pass(Duration.ofSeconds(1));
    assertThat(here.heard(ServerMessage.Failure.class)).hasSize(2);
    here.say(new ClientMessage.Leave("l", DEN));
    hall.pass(PATIENCE);
    hall.sick().commitUnheard(false);
    back.heard();

    back.say(
        new ClientMessage.Join(
            "j", new RoomStart(DEN, new Position(hall.log().epoch(), first), 0)));
    List<ServerMessage> told = back.heard();

    assertThat(told).hasSize(3);
    List<RoomEvent> replayed = ((ServerMessage.Page) told.get(1)).events();
    assertThat(replayed).hasSize(2);
    back.post(DEN, "heard");
    assertThat(back.heard(RoomEvent.Message.class))
        .extracting(message -> message.at().prev())
        .containsExactly(replayed.get(1).at().seq());
  }

  @Test
  void whatIsAskedOfARoomThatCannotBeLoadedIsAnswered() {
    back.hello(null);
    back.heard();
    hall.sick().refuseLoads(true);
    back.say(new ClientMessage.Join("j", RoomStart.atHead(LAIR)));
    back.say(new ClientMessage.Members("m", LAIR, null));
    back.say(new ClientMessage.Leave("l", LAIR));
    hall.pass(Duration.ofSeconds(1));
    List<ServerMessage> told = back.heard();
    assertThat(told).hasSize(3);
    assertThat(told)
        .filteredOn(ServerMessage.Failure.class::isInstance)
        .extracting(message -> ((ServerMessage.Failure) message).id())
        .contains("j");
    assertThat(told)
        .filteredOn(ServerMessage.Ok.class::isInstance)
        .extracting(message -> ((ServerMessage.Ok) message).id())
        .containsExactly("l");
    assertThat(told.toString()).contains("id=m").contains(ErrorCode.STORAGE_UNAVAILABLE.name());
  }

  @Test
  void answerThatComesAfterAResyncIsNotReplayedTwice() {
    back.hello(null, DEN);
    back.heard();
    fallBehind("before");
    hall.sick().holdReads();
    back.setWritable(true);
    hall.settle();
    Visitor liar = hall.connect();
    liar.hello(null);
    Position impossible = new Position(hall.log().epoch(), 1_000_000);
    liar.say(new ClientMessage.Join("j", new RoomStart(LAIR, impossible, 0)));
    hall.settle();
    ServerMessage.Resync resync = back.heard(ServerMessage.Resync.class).get(0);
    fallBehind("after");
    back.setWritable(true);
    hall.settle();
    hall.sick().letReadsGo();

    List<RoomEvent.Message> heard = back.heard(RoomEvent.Message.class);

    assertThat(heard).allMatch(message -> message.text().startsWith("after"));
    long last = resync.span().head();
    for (RoomEvent.Message message : heard) {
      assertThat(message.at().prev()).isEqualTo(last);
      last = message.at().seq();
    }
    assertThat(heard).hasSize(MANY);
    liar.hangUp();
  }

  /** Posts more than the recent frames of a loop may hold while somebody does not read. */
  private void fallBehind(String text) {
    back.setWritable(false);
    for (int i = 0; i < MANY; i++) {
      posted(here, DEN, text + "-".repeat(300) + i);
    }
  }
}

package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.Retention;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log in memory drops a room that became empty, and members notice nothing. */
class DroppedRoomTest {

  private static final RoomName DEN = new RoomName("Den");
  private static final int LOG_BYTES = 400_000;
  private static final Duration AGE = Duration.ofMinutes(10);

  private final Hall hall = Hall.keeping(new Retention(100, AGE), LOG_BYTES);
  private final Visitor here = hall.joined(DEN);
  private final Visitor back = hall.connect();

  @BeforeEach
  void begin() {
    back.hello(null);
    back.heard();
  }

  @AfterEach
  void end() {
    hall.close(List.of(here, back), List.of());
  }

  private long posted(String text) {
    here.post(DEN, text);
    List<RoomEvent.Message> events = here.heard(RoomEvent.Message.class);
    assertThat(events).hasSize(1);
    return events.get(0).at().seq();
  }

  /** Fills the log with rooms until none has a place, waits, and needs one: the oldest goes. */
  private void drop() {
    int rooms = 0;
    while (log("other" + rooms)) {
      rooms++;
    }
    hall.pass(AGE.plusMinutes(1));
    assertThat(log("last")).isTrue();
  }

  private boolean log(String room) {
    AtomicBoolean logged = new AtomicBoolean();
    Draft.By by = new Draft.By(new Author("u-past", "past"), Role.MEMBER, false);
    Draft draft = new Draft(new RoomName(room), by, "p", new Draft.Text("text", null));
    hall.log().append(draft, answer -> logged.set(answer instanceof Answer.Given));
    hall.settle();
    return logged.get();
  }

  private ServerMessage.Joined resumed(long seq) {
    back.say(new ClientMessage.Join("j", new RoomStart(DEN, new Position("epoch1", seq), 0)));
    return (ServerMessage.Joined) back.heard().get(0);
  }

  @Test
  void whoIsInTheRoomIsSentWhatFollows() {
    long first = posted("one");
    drop();
    here.heard();
    here.post(DEN, "two");
    List<ServerMessage> heard = here.heard();
    assertThat(heard).noneMatch(ServerMessage.Resync.class::isInstance);
    assertThat(heard)
        .filteredOn(RoomEvent.Message.class::isInstance)
        .extracting(message -> ((RoomEvent.Message) message).at().prev())
        .containsExactly(first);
  }

  @Test
  void whoComesBackToItGoesOnWithTheSameNumbers() {
    long first = posted("one");
    here.say(new ClientMessage.Leave("l", DEN));
    hall.settle();
    drop();
    ServerMessage.Joined joined = resumed(first);
    assertThat(joined.recovered()).isTrue();
    assertThat(joined.span()).isEqualTo(new ServerMessage.RoomSpan("epoch1", first, first));
    assertThat(hall.log().epoch()).isEqualTo("epoch1");
  }

  @Test
  void whoMissedWhatIsGoneIsTold() {
    long first = posted("one");
    posted("two");
    here.say(new ClientMessage.Leave("l", DEN));
    hall.settle();
    drop();
    assertThat(resumed(first).recovered()).isFalse();
  }
}

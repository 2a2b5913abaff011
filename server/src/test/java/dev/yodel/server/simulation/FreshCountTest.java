package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.Presence.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member that did not read is told of those who came meanwhile. */
class FreshCountTest {

  private static final RoomName DEN = new RoomName("Den");

  private final Hall hall = Hall.open();
  private final Visitor slow = hall.joined(DEN);
  private final Visitor other = hall.joined(DEN);

  @BeforeEach
  void untilWhoCameIsTold() {
    hall.pass(Duration.ofSeconds(1));
  }

  @AfterEach
  void end() {
    hall.close(List.of(slow, other), List.of());
  }

  private static Presence count(int users) {
    return new Presence(DEN, Change.COUNT, null, users);
  }

  @Test
  void seatThatReturnsToLiveGetsACountBehindWhatItMissedAndBeforeWhatFollows() {
    slow.heard();
    slow.setWritable(false);
    other.post(DEN, "missed");
    Visitor third = hall.joined(DEN);
    assertThat(slow.heard()).isEmpty();
    slow.setWritable(true);
    hall.settle();
    other.post(DEN, "seen");

    List<ServerMessage> heard = slow.heard();

    assertThat(heard).hasSize(3);
    assertThat(((RoomEvent.Message) heard.get(0)).text()).isEqualTo("missed");
    assertThat(heard.get(1)).isEqualTo(count(3));
    assertThat(((RoomEvent.Message) heard.get(2)).text()).isEqualTo("seen");
    third.hangUp();
  }

  @Test
  void seatThatMissedNothingButTheCountGetsTheCount() {
    slow.heard();
    slow.setWritable(false);
    Visitor third = hall.joined(DEN);
    assertThat(slow.heard()).isEmpty();
    slow.setWritable(true);
    assertThat(slow.heard()).containsExactly(count(3));
    third.hangUp();
  }

  @Test
  void seatThatStayedLiveIsToldNothingTwice() {
    slow.heard();
    slow.setWritable(false);
    hall.settle();
    slow.setWritable(true);
    assertThat(slow.heard()).isEmpty();
  }
}

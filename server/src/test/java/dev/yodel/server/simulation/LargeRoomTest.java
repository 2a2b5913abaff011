package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.Presence.Change;
import dev.yodel.server.chat.PlainSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of comers and goers, below and above 200 users. */
class LargeRoomTest {

  private static final int SMALL = 200;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Hall hall = Hall.open();
  private final Visitor observer = hall.joined(RoomName.LOBBY);
  private final List<PlainSession> crowd = new ArrayList<>();

  private void grow(int users) {
    for (int i = 0; i < users; i++) {
      crowd.add(hall.plain(RoomName.LOBBY));
    }
    hall.settle();
  }

  @AfterEach
  void end() {
    hall.close(List.of(observer), crowd);
  }

  @Test
  void upToTwoHundredUsersEachIsNamed() {
    grow(SMALL - 1);
    List<Presence> told = observer.heard(Presence.class);
    assertThat(told).hasSize(SMALL - 1).extracting(Presence::event).containsOnly(Change.JOIN);
    assertThat(told.get(told.size() - 1).count()).isEqualTo(SMALL);
    assertThat(told).extracting(Presence::user).doesNotContainNull();
  }

  @Test
  void aboveTwoHundredUsersOnlyTheNumberIsToldOnceASecond() {
    grow(SMALL - 1);
    observer.heard();

    grow(50);
    assertThat(observer.heard()).isEmpty();
    hall.pass(SECOND);
    assertThat(observer.heard())
        .containsExactly(new Presence(RoomName.LOBBY, Change.COUNT, null, SMALL + 50));

    grow(1);
    hall.pass(SECOND.minusMillis(1));
    grow(1);
    assertThat(observer.heard()).isEmpty();
    hall.pass(Duration.ofMillis(1));
    assertThat(observer.heard())
        .containsExactly(new Presence(RoomName.LOBBY, Change.COUNT, null, SMALL + 52));
    hall.pass(SECOND);
    assertThat(observer.heard()).isEmpty();
  }
}

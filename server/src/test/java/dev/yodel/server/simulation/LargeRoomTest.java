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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of comers and goers, below and above 200 users. */
class LargeRoomTest {

  private static final int SMALL = 200;
  private static final Duration GATHER = Duration.ofMillis(200);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Hall hall = Hall.open();
  private final Visitor observer = hall.joined(RoomName.LOBBY);
  private final List<PlainSession> crowd = new ArrayList<>();

  @BeforeEach
  void untilTheObserverIsOldNews() {
    hall.pass(GATHER);
  }

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
    hall.pass(GATHER);
    List<Presence> told = observer.heard(Presence.class);
    assertThat(told).hasSize(SMALL - 1).extracting(Presence::event).containsOnly(Change.JOIN);
    assertThat(told.get(told.size() - 1).count()).isEqualTo(SMALL);
    assertThat(told).extracting(Presence::user).doesNotContainNull();
  }

  @Test
  void theFirstIsToldAtOnceAndThoseBehindItTogether() {
    grow(1);
    assertThat(observer.heard(Presence.class)).extracting(Presence::count).containsExactly(2);
    grow(3);
    hall.pass(GATHER.minusMillis(1));
    assertThat(observer.heard()).isEmpty();
    hall.pass(Duration.ofMillis(1));
    assertThat(observer.heard(Presence.class)).extracting(Presence::count).containsExactly(5, 5, 5);

    hall.pass(GATHER);
    grow(1);
    assertThat(observer.heard(Presence.class)).extracting(Presence::count).containsExactly(6);
  }

  @Test
  void roomsThatHaveToTellAtTheSameInstantDoSoOneAfterAnother() {
    List<Visitor> observers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      observers.add(hall.joined(new RoomName("hut" + i)));
    }
    hall.pass(GATHER);
    for (int i = 0; i < 2 * observers.size(); i++) {
      crowd.add(hall.plain(new RoomName("hut" + i / 2)));
    }
    hall.settle();
    assertThat(told(observers)).as("one room of each of two owners").isBetween(1L, 2L);
    hall.pass(Duration.ofMillis(1));
    assertThat(told(observers)).as("the others, both of theirs together").isBetween(12L, 14L);
    hall.pass(GATHER);
    assertThat(told(observers)).as("what was gathered behind the first").isBetween(1L, 2L);
    observers.forEach(Visitor::hangUp);
  }

  private static long told(List<Visitor> observers) {
    return observers.stream().mapToLong(one -> one.heard(Presence.class).size()).sum();
  }

  @Test
  void whoEntersBeforeOthersAreToldOfSeesTheNewestNumberLast() {
    grow(2);
    Visitor late = hall.joined(RoomName.LOBBY);
    hall.pass(GATHER);
    List<Presence> told = late.heard(Presence.class);
    assertThat(told).extracting(Presence::event).containsExactly(Change.JOIN);
    assertThat(told).extracting(Presence::count).containsExactly(4);
    late.hangUp();
  }

  @Test
  void aboveTwoHundredUsersOnlyTheNumberIsToldOnceASecond() {
    grow(SMALL - 1);
    hall.pass(GATHER.multipliedBy(2));
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

  @Test
  void ofARoomThatGrewLargeWhileItsPeopleWaitedToBeNamedOnlyTheNumberIsTold() {
    grow(SMALL + 50);
    assertThat(observer.heard(Presence.class)).extracting(Presence::count).containsExactly(2);
    hall.pass(GATHER);
    assertThat(observer.heard())
        .containsExactly(new Presence(RoomName.LOBBY, Change.COUNT, null, SMALL + 51));
  }
}

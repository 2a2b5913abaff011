package dev.yodel.server.simulation;

import static dev.yodel.protocol.ServerMessage.Presence.Change.LEAVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.server.chat.Throttle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms of a hello are entered one by one; what the client says behind it waits for them. */
class EnteringTest {

  private static final RoomName[] ROOMS =
      IntStream.range(0, 5).mapToObj(i -> new RoomName("room" + i)).toArray(RoomName[]::new);

  private static final Duration SLICE = Duration.ofNanos(100_000);

  private final Hall hall = Hall.open();
  private final Visitor visitor = hall.connect();

  @AfterEach
  void end() {
    hall.close(List.of(visitor), List.of());
  }

  private void enter() {
    for (RoomName ignored : ROOMS) {
      hall.pass(Duration.ofMillis(1));
    }
  }

  @Test
  void whatIsSaidBehindAHelloComesAfterItsRooms() {
    visitor.hello(null, ROOMS);
    String first = visitor.post(ROOMS[3], "before one is welcome");
    hall.settle();
    String second = visitor.post(ROOMS[4], "while rooms are entered");
    enter();
    List<ServerMessage> told = visitor.heard();
    assertThat(told)
        .filteredOn(ServerMessage.Joined.class::isInstance)
        .extracting(joined -> ((ServerMessage.Joined) joined).room())
        .containsExactlyInAnyOrder(ROOMS);
    assertThat(told).filteredOn(ServerMessage.Failure.class::isInstance).isEmpty();
    assertThat(told)
        .filteredOn(ServerMessage.Ok.class::isInstance)
        .extracting(ok -> ((ServerMessage.Ok) ok).id())
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void eachRoomHasASliceOfTheCrowdToItself() {
    visitor.hello(null, ROOMS);
    hall.settle();
    assertThat(visitor.heard(ServerMessage.Joined.class)).hasSize(1);
    for (int i = 1; i < ROOMS.length; i++) {
      hall.pass(SLICE.minusNanos(1));
      assertThat(visitor.heard(ServerMessage.Joined.class)).isEmpty();
      hall.pass(Duration.ofNanos(1));
      assertThat(visitor.heard(ServerMessage.Joined.class)).hasSize(1);
    }
  }

  /** Whoever is let go is so from all its rooms at one instant. */
  @Test
  void whoLeavesIsToldOfRoomByRoom() {
    Visitor other = hall.connect();
    visitor.hello(null, ROOMS);
    other.hello(null, ROOMS);
    hall.pass(Duration.ofSeconds(1));
    other.hangUp();
    hall.pass(Duration.ofSeconds(5).minusNanos(1));
    assertThat(visitor.heard(Presence.class)).extracting(Presence::event).doesNotContain(LEAVE);
    hall.pass(Duration.ofNanos(1));
    int told = visitor.heard(Presence.class).size();
    assertThat(told).as("one room of each of two owners").isBetween(1, 2);
    while (told < ROOMS.length) {
      hall.pass(SLICE.minusNanos(1));
      assertThat(visitor.heard(Presence.class)).isEmpty();
      hall.pass(Duration.ofNanos(1));
      List<Presence> next = visitor.heard(Presence.class);
      assertThat(next).hasSizeBetween(1, 2);
      told += next.size();
    }
  }

  @Test
  void roomsBeyondTheLimitAreRefusedOneByOne() {
    int most = Hall.LIMITS.rooms();
    RoomName[] many =
        IntStream.range(0, 300).mapToObj(i -> new RoomName("r" + i)).toArray(RoomName[]::new);
    visitor.hello(null, many);
    hall.pass(Duration.ofSeconds(2));
    List<ServerMessage> told = visitor.heard();
    assertThat(told).filteredOn(ServerMessage.Joined.class::isInstance).hasSize(most);
    assertThat(told)
        .filteredOn(ServerMessage.Failure.class::isInstance)
        .hasSize(many.length - most)
        .extracting(failure -> ((ServerMessage.Failure) failure).room())
        .startsWith("r" + most)
        .endsWith("r299");
    visitor.hangUp();
  }

  @Test
  void whoAsksForMoreThanAPageOfARoomBeginsWithAPage() {
    Hall small = Hall.open(new Limits(65_536, 100, 8, 1, 4_000, 20, 30, 1_000));
    Visitor writer = small.joined(ROOMS[0]);
    writer.post(ROOMS[0], "one");
    writer.post(ROOMS[0], "two");
    small.settle();
    Visitor reader = small.connect();
    RoomStart start = new RoomStart(ROOMS[0], null, 100);
    reader.say(new ClientMessage.Hello("hello", null, null, null, List.of(start)));
    assertThat(reader.heard(ServerMessage.Page.class))
        .singleElement()
        .satisfies(page -> assertThat(page.events()).hasSize(1));
    small.close(List.of(writer, reader), List.of());
  }

  @Test
  void whoHangsUpMeanwhileEntersNoMore() {
    visitor.hello(null, ROOMS);
    hall.settle();
    visitor.hangUp();
    enter();
    Visitor other = hall.connect();
    other.hello(null, ROOMS[4]);
    assertThat(other.heard(ServerMessage.Joined.class))
        .extracting(ServerMessage.Joined::count)
        .containsExactly(1);
    other.hangUp();
  }

  @Test
  void whoSaysMoreMeanwhileIsNotRead() {
    List<Boolean> stopped = new ArrayList<>();
    Visitor hasty =
        hall.connect(
            new Throttle() {
              @Override
              public void budget(boolean exhausted) {}

              @Override
              public void rate(boolean tooFast) {}

              @Override
              public void entering(boolean slowly) {
                stopped.add(slowly);
              }
            });
    hasty.hello(null, ROOMS);
    hall.settle();
    hasty.say(new ClientMessage.Ping("ping"));
    hall.settle();
    assertThat(stopped).containsExactly(true);
    enter();
    assertThat(stopped).endsWith(false);
    hasty.hangUp();
  }

  @Test
  void whoIsWelcomeMaySayMoreThanWhoIsNot() {
    visitor.hello(null, ROOMS);
    hall.settle();
    for (int i = 0; i < 200; i++) {
      visitor.say(new ClientMessage.Ping("ping" + i));
    }
    enter();
    assertThat(visitor.heard(ServerMessage.Pong.class)).hasSize(200);
    assertThat(visitor.closed()).isNull();
  }
}

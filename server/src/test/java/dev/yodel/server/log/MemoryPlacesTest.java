package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rooms of a log in memory come and go; numbers and positions stay right. */
class MemoryPlacesTest {

  private static final int MAX = 400_000;
  private static final int ROOMS = MAX / 4 / MemoryRoom.ROOM_BYTES;
  private static final Duration AGE = Duration.ofMinutes(10);
  private static final Duration LATER = AGE.plusSeconds(1);

  private final StoppedClock clock = new StoppedClock();
  private final TailRecord tail = new TailRecord();
  private final MemoryLog log =
      new MemoryLog(new Retention(10_000, AGE), clock, () -> "epoch", Runnable::run, MAX);
  private final Asked first = room("first");

  MemoryPlacesTest() {
    log.tail(tail);
  }

  private Asked room(String name) {
    return new Asked(log, new RoomName(name));
  }

  /** As many new rooms as there is place for, with what else is there. */
  private void fill(String prefix) {
    int i = 0;
    while (room(prefix + i).append(room(prefix + i).text("p", "text")) instanceof Answer.Given) {
      i++;
    }
    assertThat(i).isBetween(1, ROOMS);
  }

  /** Lets all rooms become empty and be dropped but those made last. */
  private void dropQuiet() {
    fill("quiet");
    clock.move(LATER);
    room("one-more").post("p", "text");
  }

  @Test
  void aRefusedDraftTakesNoPlace() {
    for (int i = 0; i < 2 * ROOMS; i++) {
      Asked room = room("r" + i);
      assertThat(room.refused(room.draft("d", new Draft.Delete(7)))).isEqualTo(ErrorCode.NOT_FOUND);
    }
    assertThat(first.post("p", "text").duplicate()).isFalse();
  }

  @Test
  void roomsThatBecameEmptyMakePlaceForOthers() {
    fill("r");
    assertThat(first.refused(first.text("p", "text"))).isEqualTo(ErrorCode.TOO_MANY_ROOMS);
    clock.move(LATER);
    first.post("p", "text");
    fill("s");
    assertThat(first.texts()).containsExactly("text");
  }

  @Test
  void theRoomsThatWereQuietLongestGoWithTheirPostIds() {
    fill("r");
    clock.move(LATER);
    first.post("p", "text");
    Asked youngest = room("r" + (ROOMS - 1));
    assertThat(youngest.post("p", "again").duplicate()).isTrue();
    assertThat(room("r0").post("p", "again").duplicate()).isFalse();
  }

  @Test
  void aRoomWithASanctionStaysUntilItEnds() {
    Draft.Moderate ban =
        new Draft.Moderate(
            "u-eve", ModerationAction.BAN, clock.instant().plus(Duration.ofDays(9)), null);
    first.given(first.draft(Asked.BOB, Role.MODERATOR, "m", ban));
    dropQuiet();
    assertThat(first.load().sanctions()).extracting(Sanction::user).containsExactly("u-eve");
    assertThat(first.events()).hasSize(1);
    long head = first.load().head();
    clock.move(Duration.ofDays(9));
    dropQuiet();
    assertThat(first.load()).isEqualTo(new RoomState(new RoomName("first"), head, head, noOne()));
    assertThat(tail.floors()).contains(head);
  }

  @Test
  void aRoomThatWasDroppedGoesOnWhereItWas() {
    long seq = first.post("p", "old").seq();
    dropQuiet();
    assertThat(first.load()).isEqualTo(new RoomState(new RoomName("first"), seq, seq, noOne()));
    assertThat(first.eventsAfter(seq, 10).floor()).isEqualTo(seq);
    assertThat(first.eventsAfter(seq, 10).events()).isEmpty();
    long next = first.post("p", "new").seq();
    assertThat(next).isGreaterThan(seq);
    assertThat(first.events()).extracting(event -> event.at().prev()).containsExactly(seq);
    assertThat(first.eventsAfter(seq, 10).floor()).isEqualTo(seq);
    assertThat(first.load().floor()).isEqualTo(seq);
  }

  @Test
  void whatIsLeftOfDroppedRoomsIsBoundedAndTheyMayComeBack() {
    long seq = first.post("p", "old").seq();
    for (int i = 0; i < 20 * ROOMS; i++) {
      Asked room = room("r" + i);
      room.append(room.text("p", "text"));
      clock.move(LATER);
    }
    Asked late = room("late");
    assertThat(late.refused(late.text("p", "text"))).isEqualTo(ErrorCode.TOO_MANY_ROOMS);
    assertThat(first.load()).isEqualTo(new RoomState(new RoomName("first"), seq, seq, noOne()));
    for (int i = 0; i < 2 * ROOMS; i++) {
      room("r" + i).post("q", "text");
      assertThat(log.bytes()).isLessThanOrEqualTo(MAX);
    }
    first.post("q", "new");
    assertThat(first.events().get(0).at().prev()).isEqualTo(seq);
  }

  @Test
  void aRoomWithAMessageStays() {
    fill("r");
    clock.move(LATER.dividedBy(2));
    long seq = room("r0").post("q", "text").seq();
    clock.move(LATER.dividedBy(2));
    first.post("p", "text");
    assertThat(room("r0").load().head()).isEqualTo(seq);
    assertThat(room("r0").texts()).containsExactly("text");
  }

  private static List<Sanction> noOne() {
    return List.of();
  }
}

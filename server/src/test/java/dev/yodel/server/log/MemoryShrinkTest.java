package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes when a log in memory is full: never more than must, and not message by message. */
class MemoryShrinkTest {

  private static final int MAX = 1 << 20;
  private static final Duration AGE = Duration.ofMinutes(10);

  private final StoppedClock clock = new StoppedClock();
  private final TailRecord tail = new TailRecord();

  private MemoryLog log(Retention retention) {
    MemoryLog log = new MemoryLog(retention, clock, () -> "epoch", Runnable::run, MAX);
    log.tail(tail);
    return log;
  }

  private static Asked room(MemoryLog log, String name) {
    return new Asked(log, new RoomName(name));
  }

  /** Rooms whose messages all became too old: of each, forty {@code postId}s are left. */
  private MemoryLog aged() {
    MemoryLog log = log(new Retention(10_000, AGE));
    for (int i = 0; i < 120; i++) {
      Asked room = room(log, "r" + i);
      IntStream.range(0, 40).forEach(post -> room.post("p" + post, "text"));
      clock.move(AGE.plusSeconds(1));
      assertThat(room.load().floor()).isEqualTo(room.load().head());
    }
    return log;
  }

  @Test
  void whatIsRememberedOfDroppedMessagesCostsNobodyANewOne() {
    Asked room = room(aged(), "room");
    for (int i = 0; i < 50; i++) {
      room.post("p" + i, "text " + i);
      assertThat(room.texts()).hasSize(i + 1);
    }
    assertThat(room.post("p0", "again").duplicate()).isTrue();
  }

  @Test
  void theBoundHoldsAfterEveryPost() {
    MemoryLog log = aged();
    assertThat(log.bytes()).isBetween(MAX / 2L, (long) MAX);
    for (int i = 0; i < 1_000; i++) {
      room(log, "room" + i % 50).post("p" + i, "text");
      assertThat(log.bytes()).isLessThanOrEqualTo(MAX);
    }
  }

  @Test
  void onceIsEnoughForManyPosts() {
    MemoryLog log = log(new Retention(10_000, null));
    int shrunk = 0;
    for (int i = 0; i < 5_000; i++) {
      long before = log.bytes();
      room(log, "room" + i % 50).post("p" + i, "text");
      shrunk += log.bytes() < before ? 1 : 0;
    }
    assertThat(shrunk).isBetween(1, 250);
  }

  @Test
  void theOldestPostIdsOfARoomGoBeforeItsMessages() {
    Asked room = room(log(new Retention(1, null)), "room");
    for (int i = 0; i < 5_000; i++) {
      room.post("p" + i, "text " + i);
      assertThat(room.texts()).containsExactly("text " + i);
    }
    assertThat(room.post("p4900", "again").duplicate()).isTrue();
    assertThat(room.post("p0", "again").duplicate()).isFalse();
  }

  @Test
  void whatIsTooOldGoesFirstThoughNobodyAsksForIt() {
    MemoryLog log = log(new Retention(10_000, AGE));
    Asked room = room(log, "room");
    IntStream.range(0, 400).forEach(i -> room(log, "old").post("p" + i, "text"));
    clock.move(AGE.plusSeconds(1));
    IntStream.range(0, 800).forEach(i -> room.post("p" + i, "text"));
    assertThat(room.texts()).hasSize(800);
  }

  @Test
  void actsOfModeratorsGoBeforeMessagesAndSanctionsStay() {
    MemoryLog log = log(new Retention(10_000, null));
    Asked busy = room(log, "busy");
    Asked room = room(log, "room");
    moderate(busy, "b", ModerationAction.BAN);
    for (int i = 0; i < 2_000; i++) {
      moderate(busy, "k" + i, ModerationAction.KICK);
    }
    room.post("p", "kept");
    busy.post("p", "kept as well");
    for (int i = 2_000; i < 2_300; i++) {
      moderate(room, "k" + i, ModerationAction.KICK);
    }
    assertThat(room.texts()).containsExactly("kept");
    assertThat(busy.texts()).containsExactly("kept as well");
    assertThat(busy.load().floor()).isPositive();
    assertThat(tail.floors()).contains(busy.load().floor());
    assertThat(busy.load().sanctions())
        .containsExactly(new Sanction("u-eve", Sanction.Kind.BAN, null));
  }

  private static void moderate(Asked room, String postId, ModerationAction action) {
    Draft.Moderate moderate = new Draft.Moderate("u-eve", action, null, null);
    room.given(room.draft(Asked.BOB, Role.MODERATOR, postId, moderate));
  }
}

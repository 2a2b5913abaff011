package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A log in memory takes no more of it than it was given, whoever posts. */
class MemoryBoundTest {

  private static final int MAX = 400_000;
  private static final String LONG = "x".repeat(4_000);

  private final TailRecord tail = new TailRecord();
  private final MemoryLog log =
      new MemoryLog(
          new Retention(1_000_000, null), Clock.systemUTC(), () -> "epoch", Runnable::run, MAX);

  MemoryBoundTest() {
    log.tail(tail);
  }

  private Asked room(String name) {
    return new Asked(log, new RoomName(name));
  }

  @Test
  void whoTakesTheMostLosesItsOldest() {
    Asked small = room("small");
    Asked large = room("large");
    small.post("p", "kept");
    IntStream.range(0, 1_000).forEach(i -> large.post("p" + i, LONG));

    assertThat(small.texts()).containsExactly("kept");
    int kept = large.texts().size();
    assertThat(kept).isBetween(MAX / 20_000, MAX / 8_000);
    Slice rest = large.eventsAfter(0, 1_000);
    assertThat(rest.floor()).isPositive();
    assertThat(rest.events().get(rest.events().size() - 1).seq()).isEqualTo(1_001);
    assertThat(large.post("p999", "again").duplicate()).isTrue();
  }

  @Test
  void deletedTextsTakeNothing() {
    Asked room = room("room");
    for (int i = 0; i < 150; i++) {
      long seq = room.post("p" + i, LONG).seq();
      room.given(room.draft("d" + i, new Draft.Delete(seq)));
    }
    assertThat(room.eventsAfter(0, 1_000).floor()).isZero();
  }

  @Test
  void deletedTextsAreHeldByNobody() {
    MemoryLog unheard =
        new MemoryLog(new Retention(10, null), Clock.systemUTC(), () -> "epoch", Runnable::run);
    Asked room = new Asked(unheard);
    List<WeakReference<String>> texts = new ArrayList<>();
    for (String how : List.of("posted", "edited")) {
      String text = new String(how.toCharArray());
      texts.add(new WeakReference<>(text));
      room.given(
          room.draft(
              how, how.equals("posted") ? new Draft.Text(text, null) : new Draft.Edit(1, text)));
    }
    room.given(room.draft("d", new Draft.Delete(1)));
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(texts).allMatch(text -> text.get() == null);
            });
  }

  @Test
  void roomsThemselvesAreBounded() {
    List<ErrorCode> refused =
        IntStream.range(0, MAX / MemoryRoom.ROOM_BYTES)
            .mapToObj(i -> room("r" + i))
            .map(room -> room.append(room.text("p", "text")))
            .filter(Answer.Refused.class::isInstance)
            .map(answer -> ((Answer.Refused<?>) answer).code())
            .toList();
    assertThat(refused)
        .hasSize(MAX / MemoryRoom.ROOM_BYTES * 3 / 4)
        .containsOnly(ErrorCode.TOO_MANY_ROOMS);
    assertThat(ErrorCode.TOO_MANY_ROOMS.retryable()).isFalse();
    assertThat(room("r0").post("q", "still").duplicate()).isFalse();
  }
}

package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ServerMessage.More;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** Searches come one after the other, with rests, and not at all if they would come late. */
class SearcherTest {

  private static final Answer<Slice> FOUND =
      new Answer.Given<>(new Slice(List.of(), new More(false, false), 0));

  private final StoppedClock clock = new StoppedClock();
  private final List<Object> rests = new ArrayList<>();
  private final Queue<Runnable> due = new ArrayDeque<>();
  private final List<Answer<Slice>> answers = new ArrayList<>();
  private final Searcher searcher = new Searcher(thread(), clock);

  private ScheduledExecutorService thread() {
    return (ScheduledExecutorService)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, arguments) -> {
              due.add((Runnable) arguments[0]);
              if (method.getName().equals("schedule")) {
                rests.add(arguments[1]);
              }
              return null;
            });
  }

  private void runAll() {
    while (!due.isEmpty()) {
      due.remove().run();
    }
  }

  private Answer<Slice> search(Duration time) {
    clock.move(time);
    return FOUND;
  }

  @Test
  void restsAsLongAsItSearched() {
    searcher.execute(() -> search(Duration.ofMillis(700)));
    searcher.execute(() -> search(Duration.ofMillis(2)));
    assertThat(due).as("one at a time").hasSize(1);
    runAll();
    assertThat(rests).containsExactly(700L, 2L);
    searcher.execute(() -> {});
    assertThat(due).as("nothing waits: at once").hasSize(1);
  }

  @Test
  void clockThatIsSetForthOrBackMakesNoLongRest() {
    searcher.execute(() -> search(Duration.ofDays(1)));
    searcher.execute(() -> search(Duration.ofDays(-1)));
    runAll();
    assertThat(rests).containsExactly(1_000L, 0L);
  }

  @Test
  void searchThatFailsIsNotTheLast() {
    searcher.execute(
        () -> {
          throw new OutOfMemoryError("none");
        });
    searcher.execute(
        () -> {
          throw new IllegalStateException("bad");
        });
    searcher.execute(() -> answers.add(FOUND));
    runAll();
    assertThat(answers).containsExactly(FOUND);
  }

  @Test
  void searchThatFailsIsAnswered() {
    Searcher.search(
        searcher,
        clock,
        () -> {
          throw new OutOfMemoryError("none");
        },
        answers::add);
    runAll();
    assertThat(answers)
        .containsExactly(new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "the search failed"));
  }

  @Test
  void searchThatHasWaitedTooLongIsRefusedAtOnceAndTheNextIsNot() {
    for (int i = 0; i < 20; i++) {
      Searcher.search(searcher, clock, () -> search(Duration.ofSeconds(1)), answers::add);
    }
    runAll();
    assertThat(answers).hasSize(20).startsWith(FOUND);
    assertThat(answers.stream().filter(FOUND::equals)).hasSize(16);
    assertThat(answers.get(19)).isEqualTo(late());
    assertThat(rests.subList(16, 20)).containsOnly(0L);
    answers.clear();
    Searcher.search(searcher, clock, () -> FOUND, answers::add);
    runAll();
    assertThat(answers).containsExactly(FOUND);
  }

  @Test
  void searchThatNothingHasRoomForIsRefused() {
    for (int i = 0; i <= Searcher.MAX_WAITING; i++) {
      Searcher.search(searcher, clock, () -> FOUND, answers::add);
    }
    assertThat(answers).containsExactly(late());
  }

  @Test
  void searchOfMemoryThatTakesTooLongIsGivenUp() {
    try (MemoryLog log =
        new MemoryLog(
            new Retention(10_000, null),
            new StoppedClock().hurry(Duration.ofMillis(500)),
            () -> "epoch",
            Runnable::run)) {
      Asked hasty = new Asked(log);
      for (int i = 0; i < 1_000; i++) {
        hasty.post("p" + i, "hay " + i);
      }
      log.read(new LogQuery.Search(Asked.ROOM, "needle", Long.MAX_VALUE, 1), answers::add);
      assertThat(answers)
          .containsExactly(
              new Answer.Refused<>(ErrorCode.OVERLOADED, "searching took too long: ask for less"));
    }
  }

  private static Answer<Slice> late() {
    return new Answer.Refused<>(ErrorCode.OVERLOADED, "too many searches wait");
  }
}

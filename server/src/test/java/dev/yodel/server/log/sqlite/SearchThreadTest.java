package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.log.Asked;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.StoppedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches may take long; whoever reads what it missed does not wait for them. */
class SearchThreadTest {

  private static final LogQuery SEARCH = new LogQuery.Search(Asked.ROOM, "a", Long.MAX_VALUE, 1);

  @Test
  @Timeout(60)
  void readsDoNotWaitForSearches(@TempDir Path folder) {
    CountDownLatch searched = new CountDownLatch(1);
    try (SqliteLog log = Opened.in(folder)) {
      Asked asked = new Asked(log);
      asked.post("p1", "a text");
      for (int search = 0; search < 10; search++) {
        log.read(SEARCH, found -> awaitQuietly(searched));
      }
      assertThat(asked.texts()).containsExactly("a text");
      searched.countDown();
      assertThat(Asked.texts(asked.read(SEARCH))).containsExactly("a text");
    }
  }

  @Test
  void searcherRestsAsLongAsItSearched() {
    StoppedClock clock = new StoppedClock();
    List<Object> rests = new ArrayList<>();
    Queue<Runnable> due = new ArrayDeque<>();
    Searcher searcher =
        new Searcher(
            Faulty.proxy(
                ScheduledExecutorService.class,
                (method, arguments) -> {
                  due.add((Runnable) arguments[0]);
                  if (method.getName().equals("schedule")) {
                    rests.add(arguments[1]);
                  }
                  return null;
                }),
            clock);
    searcher.execute(() -> clock.move(Duration.ofMillis(700)));
    searcher.execute(() -> clock.move(Duration.ofMillis(2)));
    assertThat(due).as("one at a time").hasSize(1);
    while (!due.isEmpty()) {
      due.remove().run();
    }
    assertThat(rests).containsExactly(700L, 2L);
    searcher.execute(() -> {});
    assertThat(due).as("nothing waits: at once").hasSize(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

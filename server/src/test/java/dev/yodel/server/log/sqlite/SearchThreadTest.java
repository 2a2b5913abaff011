package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.log.Asked;
import dev.yodel.server.log.LogQuery;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
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

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

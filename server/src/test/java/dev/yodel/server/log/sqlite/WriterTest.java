package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Asked;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order the thread that writes does what waits for it. */
class WriterTest {

  private static final int ROOMS = 100;

  private final List<String> order = new CopyOnWriteArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  /**
   * Asks for the states of so many rooms, all while the log is busy; a post comes with the first.
   */
  private void crowd(SqliteLog log) throws InterruptedException {
    Asked ann = new Asked(log);
    log.load(Asked.ROOM, answer -> await());
    for (int i = 0; i < ROOMS; i++) {
      String room = "room" + i;
      log.load(
          new RoomName(room),
          answer -> {
            assertThat(answer).isInstanceOf(Answer.Given.class);
            if (order.isEmpty()) {
              log.append(ann.text("p", "text"), receipt -> order.add("post"));
            }
            order.add(room);
          });
    }
    asked.countDown();
  }

  private void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> rooms() {
    return IntStream.range(0, ROOMS).mapToObj(i -> "room" + i).toList();
  }

  @Test
  void aPostWaitsForAFewOfTheRoomsThatACrowdEnters(@TempDir Path folder) throws Exception {
    try (SqliteLog log = Opened.in(folder)) {
      crowd(log);
      Awaitility.await().until(() -> order.contains("post"));
    }
    assertThat(order.indexOf("post")).isLessThanOrEqualTo(2 * Writer.LOADS);
  }

  @Test
  void everyRoomThatWaitsIsAnsweredInItsOrderThoughTheLogIsClosed(@TempDir Path folder)
      throws Exception {
    try (SqliteLog log = Opened.in(folder)) {
      crowd(log);
    }
    assertThat(order).filteredOn(what -> !what.equals("post")).isEqualTo(rooms());
  }
}

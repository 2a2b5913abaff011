package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.log.TailRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Event loops call a log: whatever the disk does, no call may wait for it. */
class HangingDiskTest {

  private final CountDownLatch freed = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicInteger statements = new AtomicInteger();
  private volatile boolean hangs;

  /** Every statement waits at its beginning while the disk hangs. */
  private Connection hanging(Connection real) {
    return Faulty.proxy(
        Connection.class,
        (method, arguments) -> {
          if (hangs) {
            freed.await();
          }
          if (method.getName().equals("createStatement")) {
            statements.incrementAndGet();
          }
          return Faulty.invoke(real, method, arguments);
        });
  }

  @Test
  @Timeout(60)
  void noCallWaitsForTheDisk(@TempDir Path folder) {
    Connector connector = path -> hanging(Connector.driver().connect(path));
    try (SqliteLog log = Opened.in(folder, connector)) {
      Asked asked = new Asked(log);
      asked.post("p1", "before");
      hangs = true;
      CompletableFuture<Object> appended = new CompletableFuture<>();
      CompletableFuture<Object> loaded = new CompletableFuture<>();
      CompletableFuture<Object> read = new CompletableFuture<>();
      CompletableFuture<Object> found = new CompletableFuture<>();

      log.tail(new TailRecord());
      log.append(asked.text("p2", "text"), appended::complete);
      log.load(Asked.ROOM, loaded::complete);
      log.read(new LogQuery.Events(Asked.ROOM, 0, 10), read::complete);
      log.read(new LogQuery.Search(Asked.ROOM, "before", Long.MAX_VALUE, 10), found::complete);
      String epoch = log.epoch();
      assertThat(log.renewEpoch()).isTrue();
      assertThat(log.epoch()).isNotEqualTo(epoch);
      assertThat(log.isHealthy()).isTrue();

      List<CompletableFuture<Object>> answers = List.of(appended, loaded, read, found);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      hangs = false;
      freed.countDown();
      answers.forEach(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join());
    }
  }

  /** Each transaction is one statement to begin and one to commit; those of events are prepared. */
  @Test
  @Timeout(60)
  void whoEntersRoomsDoesNotPartWhatSharesACommit(@TempDir Path folder) {
    Connector connector = path -> hanging(Connector.driver().connect(path));
    try (SqliteLog log = Opened.in(folder, connector)) {
      Asked asked = new Asked(log);
      asked.post("p0", "before");
      hangs = true;
      List<CompletableFuture<Object>> answers = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        CompletableFuture<Object> appended = new CompletableFuture<>();
        CompletableFuture<Object> loaded = new CompletableFuture<>();
        log.append(asked.text("p" + i, "text"), appended::complete);
        log.load(Asked.ROOM, loaded::complete);
        answers.add(appended);
        answers.add(loaded);
      }
      statements.set(0);
      hangs = false;
      freed.countDown();
      answers.forEach(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join());

      assertThat(statements).hasValueLessThan(20);
      assertThat(answers.get(99).join())
          .isInstanceOfSatisfying(
              Answer.Given.class,
              given -> assertThat(((RoomState) given.value()).head()).isEqualTo(51));
    }
  }

  private Connection hangingInCheckpoints(Connection real) {
    return Faulty.proxy(
        Connection.class,
        (method, arguments) -> {
          if (arguments != null && Checkpointer.CHECKPOINT.equals(arguments[0])) {
            begun.countDown();
            freed.await();
          }
          return Faulty.invoke(real, method, arguments);
        });
  }

  @Test
  @Timeout(60)
  void noPostWaitsForACheckpoint(@TempDir Path folder) throws InterruptedException {
    Connector connector = path -> hangingInCheckpoints(Connector.driver().connect(path));
    try (SqliteLog log = Opened.in(folder, connector)) {
      Asked asked = new Asked(log);
      for (int i = 0; i < Checkpointer.EVENTS; i++) {
        asked.post("p" + i, "text");
      }
      begun.await();
      asked.post("meanwhile", "text");
      assertThat(freed.getCount()).as("the checkpoint still hangs").isOne();
      freed.countDown();
    }
    assertThat(folder.resolve("rooms.db-wal")).as("one whole file is left").doesNotExist();
  }
}

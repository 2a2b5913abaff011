package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.server.log.Asked;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.StoppedClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRetentionTest {

  @TempDir Path folder;
  private final StoppedClock clock = new StoppedClock();

  private SqliteLog open(Retention retention) {
    return new SqliteLog(Opened.options(folder, retention), clock, () -> "epoch");
  }

  @Test
  void droppedTextsAreGoneFromTheDiskAndTheIndex() throws Exception {
    try (SqliteLog log = open(new Retention(2, null))) {
      Asked asked = new Asked(log);
      long first = asked.post("p1", "quixotic beginning").seq();
      asked.given(asked.draft("e1", new Draft.Edit(first, "quixotic change")));
      asked.given(asked.draft("r1", new Draft.React(first, "heartkey", true)));
      asked.post("p2", "second");
      asked.post("p3", "third");
      assertThat(asked.texts()).containsExactly("second", "third");
      assertThat(asked.search("quixotic")).isEmpty();
    }
    String bytes =
        new String(Files.readAllBytes(folder.resolve("rooms.db")), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("second").doesNotContain("quixotic", "beginning", "heartkey");
  }

  @Test
  void aDroppedPostIdIsKnownForADay() throws SQLException {
    try (SqliteLog log = open(new Retention(1, null))) {
      Asked asked = new Asked(log);
      long seq = asked.post("p1", "first").seq();
      asked.post("p2", "second");
      clock.move(Duration.ofHours(23));
      assertThat(asked.post("p1", "first").seq()).isEqualTo(seq);
      clock.move(Duration.ofHours(2));
      await().until(() -> rows() == 1);
      assertThat(asked.post("p1", "first").duplicate()).isFalse();
    }
  }

  @Test
  void aLowerLimitTakesHoldWhileNobodyPosts() {
    try (SqliteLog log = open(new Retention(5_000, null))) {
      Asked asked = new Asked(log);
      for (int i = 0; i < Retaining.STEP + 20; i++) {
        asked.post("p" + i, "text " + i);
      }
    }
    try (SqliteLog log = open(new Retention(10, null))) {
      Asked asked = new Asked(log);
      await().until(() -> asked.events().size() == 10);
      assertThat(asked.texts()).startsWith("text " + (Retaining.STEP + 10));
    }
  }

  private long rows() throws SQLException {
    try (Database database = Connector.driver().reader(new LogFile(folder.resolve("rooms.db")))) {
      return database.number("SELECT count(*) FROM event");
    }
  }
}

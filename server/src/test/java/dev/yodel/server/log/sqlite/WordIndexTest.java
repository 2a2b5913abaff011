package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.Slice;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordIndexTest {

  private static final List<String> WORDS = List.of("alp", "alpine", "horn", "valley", "cow");

  @TempDir Path folder;

  private long reached() throws SQLException {
    try (Database database = Connector.driver().open(folder.resolve("rooms.db"))) {
      return new WordIndex(database).reached();
    }
  }

  private static void post(RoomLog log, int from, int count) {
    for (int i = from; i < from + count; i++) {
      new Asked(log).post("p" + i, "alphorn " + i);
    }
  }

  @Test
  void takesAStepOfEventsWithTheOneThatFillsIt() throws SQLException {
    try (SqliteLog log = Opened.in(folder)) {
      post(log, 1, WordIndex.STEP - 1);
      assertThat(reached()).isZero();
      post(log, WordIndex.STEP, 1);
      assertThat(reached()).isEqualTo(WordIndex.STEP);
      post(log, WordIndex.STEP + 1, 1);
      assertThat(reached()).isEqualTo(WordIndex.STEP);
      assertThat(new Asked(log).search("alphorn")).hasSize(WordIndex.STEP + 1);
    }
  }

  @Test
  void aFileOfTheVersionBeforeHasAllItsWords() throws SQLException {
    int all = WordIndex.STEP;
    try (SqliteLog log = Opened.in(folder)) {
      post(log, 1, all);
    }
    try (Database database = Connector.driver().open(folder.resolve("rooms.db"))) {
      database.run("DELETE FROM fact WHERE name = 'indexed'");
      database.run("PRAGMA user_version = 1");
    }
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(reached()).isEqualTo(all);
      Asked asked = new Asked(log);
      asked.given(asked.draft("e", new Draft.Edit(1, "cow")));
      assertThat(asked.search("cow")).containsExactly("cow");
      assertThat(asked.search("alphorn")).hasSize(all - 1);
    }
  }

  /** Posts, edits and deletes at random, in two rooms that keep little: both logs find the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void searchesFindWhatALogWithoutAnIndexFinds(long seed) throws SQLException {
    Random random = new Random(seed);
    Retention kept = new Retention(60, null);
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    try (SqliteLog log = new SqliteLog(Opened.options(folder, kept), clock, () -> "epoch");
        MemoryLog plain = new MemoryLog(kept, clock, () -> "epoch", Runnable::run)) {
      for (int step = 0; step < 300; step++) {
        RoomName name = new RoomName("room" + random.nextInt(2));
        Asked room = new Asked(log, name);
        long target = 1L + random.nextInt(step + 1);
        String text = WORDS.get(random.nextInt(5)) + " " + WORDS.get(random.nextInt(5));
        Draft.Content content =
            switch (random.nextInt(6)) {
              case 0 -> new Draft.Edit(target, text);
              case 1 -> new Draft.Delete(target);
              default -> new Draft.Text(text, null);
            };
        Draft draft = room.draft("p" + step, content);
        assertThat(room.append(draft)).isEqualTo(new Asked(plain, name).append(draft));
        String word = WORDS.get(random.nextInt(5));
        int limit = 1 + random.nextInt(20);
        assertThat(pages(log, name, word, limit)).isEqualTo(pages(plain, name, word, limit));
      }
      assertThat(reached()).isGreaterThan(2 * WordIndex.STEP);
    }
  }

  /** All that is found, asked for page by page from the newest on. */
  private static List<String> pages(RoomLog log, RoomName room, String word, int limit) {
    List<String> found = new ArrayList<>();
    long before = Long.MAX_VALUE;
    boolean more = true;
    while (more) {
      Slice page = new Asked(log, room).read(new LogQuery.Search(room, word, before, limit));
      found.addAll(0, Asked.texts(page));
      more = page.more().before();
      before = page.events().isEmpty() ? 0 : page.events().get(0).seq();
    }
    return found;
  }
}

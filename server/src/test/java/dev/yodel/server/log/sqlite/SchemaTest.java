package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.log.Asked;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  @TempDir Path folder;

  @Test
  void theDatabaseItselfRefusesASecondPostOfOneId() throws SQLException {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "first");
    }
    try (Database database = Connector.driver().open(folder.resolve("rooms.db"))) {
      assertThatThrownBy(
              () ->
                  database.run(
                      "INSERT INTO event (room, prev, kind, time, author, name, plain, post_id,"
                          + " state) SELECT room, seq, kind, time, author, name, plain, post_id,"
                          + " state FROM event"))
          .hasMessageContaining(
              "UNIQUE constraint failed: event.room, event.author, event.post_id");
    }
  }

  @Test
  void aNumberIsNeverGivenTwice() throws SQLException {
    long last;
    try (SqliteLog log = Opened.in(folder)) {
      last = new Asked(log).post("p1", "first").seq();
    }
    try (Database database = Connector.driver().open(folder.resolve("rooms.db"))) {
      database.run("DELETE FROM event");
    }
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(new Asked(log).post("p2", "second").seq()).isGreaterThan(last);
    }
  }

  @Test
  void readsGoThroughIndexes() throws SQLException {
    Opened.in(folder).close();
    try (Database database = Connector.driver().open(folder.resolve("rooms.db"))) {
      List<String> checked = new ArrayList<>(PageReader.STATEMENTS);
      checked.addAll(Retaining.STATEMENTS);
      checked.addAll(WordIndex.STATEMENTS);
      for (String sql : checked) {
        String plan =
            database.rows("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail")).toString();
        assertThat(plan).contains("SEARCH").doesNotContain("SCAN event", "TEMP B-TREE");
      }
    }
  }
}

package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.log.Asked;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Searcher;
import dev.yodel.server.log.StoppedClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A read ends at its time, also where the index works without a step of SQLite's machine. */
class ReadConnectionTest {

  private static final int MESSAGES = 4_000;
  private static final int WORDS = 100;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  @Test
  void searchForEveryLetterIsGivenUpInTime(@TempDir Path folder) throws SQLException {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "text");
    }
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    try (Database database = Connector.driver().open(file.database())) {
      fill(database);
    }
    ReadConnection connection =
        new ReadConnection(
            Connector.driver().reader(file), new StoppedClock().hurry(Searcher.LONGEST));
    String letters = String.join(" ", ALPHABET.split(""));
    assertThatThrownBy(
            () -> connection.read(new LogQuery.Search(Asked.ROOM, letters, Long.MAX_VALUE, 50)))
        .isInstanceOfSatisfying(
            SQLiteException.class,
            late -> assertThat(late.getResultCode()).isEqualTo(SQLiteErrorCode.SQLITE_INTERRUPT));
    connection.close();
  }

  private static void fill(Database database) throws SQLException {
    Random random = new Random(1);
    database.begin();
    for (int message = 0; message < MESSAGES; message++) {
      StringBuilder text = new StringBuilder();
      for (int letter = 0; letter < WORDS * 6; letter++) {
        text.append(letter % 6 == 5 ? ' ' : ALPHABET.charAt(random.nextInt(26)));
      }
      database.update(
          "INSERT INTO word (rowid, room, text) VALUES (?, ?, ?)",
          1_000 + message,
          WordIndex.word(1),
          text.toString());
    }
    database.commit();
  }
}

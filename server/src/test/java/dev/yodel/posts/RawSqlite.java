package dev.yodel.posts;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What SQLite itself does on this machine: rows of a message's size, so many a commit. */
final class RawSqlite {

  private static final String TEXT = "x".repeat(200);

  private RawSqlite() {}

  /** Rows a second, measured for so long. */
  static double rowsPerSecond(Path file, String synchronous, int batch, long nanos)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = " + synchronous);
      statement.execute("CREATE TABLE row (seq INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO row (text) VALUES (?)")) {
        long start = System.nanoTime();
        long rows = 0;
        while (System.nanoTime() - start < nanos) {
          for (int i = 0; i < batch; i++) {
            insert.setString(1, TEXT);
            insert.executeUpdate();
          }
          connection.commit();
          rows += batch;
        }
        return rows * 1e9 / (System.nanoTime() - start);
      }
    }
  }
}

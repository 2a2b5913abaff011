package dev.yodel.server.log.sqlite;

import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Searcher;
import dev.yodel.server.log.Slice;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** A connection that reads, for one thread at a time. */
final class ReadConnection {

  /** The longest a read may take: a long one keeps the write-ahead file from being emptied. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * How many steps of SQLite's machine pass between two looks at the clock: the merging of an
   * index's lists takes few steps, and {@value} of them can take 40 ms.
   */
  private static final int STEPS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReadConnection.class);

  private final Database database;
  private final Clock clock;
  private long deadline;

  ReadConnection(Database database, Clock clock) throws SQLException {
    this.database = database;
    this.clock = clock;
    ProgressHandler.setHandler(
        database.connection().unwrap(SQLiteConnection.class),
        STEPS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return clock.millis() < deadline ? 0 : 1;
          }
        });
  }

  Slice read(LogQuery query) throws SQLException {
    Duration longest = query instanceof LogQuery.Search ? Searcher.LONGEST : LONGEST;
    deadline = clock.millis() + longest.toMillis();
    database.beginReading();
    Slice slice = PageReader.read(database, query);
    database.endReading();
    return slice;
  }

  void close() {
    try {
      database.close();
    } catch (SQLException e) {
      LOG.warn("log connection not closed", e);
    }
  }
}

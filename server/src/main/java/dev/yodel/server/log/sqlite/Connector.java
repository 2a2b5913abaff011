package dev.yodel.server.log.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/** Opens connections to a database. */
@FunctionalInterface
interface Connector {

  /** Opens one, and makes the file if it is missing. */
  Connection connect(Path database) throws SQLException;

  /** How long SQLite waits for another connection's lock: a checkpoint or a backup. */
  int BUSY_MILLIS = 5_000;

  /** Pages of the write-ahead file, 4 KiB each, at which the writer moves them over itself. */
  int MOST_PAGES_AHEAD = 8_192;

  /** Most memory for pages of the file that the writer keeps, in KiB: {@value}. */
  int WRITER_CACHE_KIB = 16_384;

  /** The driver itself. */
  static Connector driver() {
    return database -> {
      Properties properties = new Properties();
      properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
      // the rowid of an insert, which the driver would ask for after each
      properties.setProperty("jdbc.get_generated_keys", "false");
      return JDBC.createConnection(JDBC.PREFIX + database, properties);
    };
  }

  /** A connection that may write, for the one writer. */
  default Database writer(LogFile file, Durability durability) throws SQLException {
    return open(
        file.database(),
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = " + durability.synchronous(),
        "PRAGMA secure_delete = ON",
        "PRAGMA foreign_keys = ON",
        "PRAGMA cache_size = -" + WRITER_CACHE_KIB,
        "PRAGMA wal_autocheckpoint = " + MOST_PAGES_AHEAD,
        "PRAGMA journal_size_limit = 67108864");
  }

  /** A connection that cannot write. */
  default Database reader(LogFile file) throws SQLException {
    return open(file.database(), "PRAGMA query_only = ON");
  }

  /** A connection with the given settings. */
  default Database open(Path path, String... settings) throws SQLException {
    Database database = new Database(connect(path));
    try {
      for (String setting : settings) {
        database.run(setting);
      }
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }
}

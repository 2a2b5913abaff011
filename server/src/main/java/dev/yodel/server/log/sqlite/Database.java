package dev.yodel.server.log.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the database, for one thread at a time.
 *
 * <p>Statements stay prepared, by their text: there are as many as the source has, so nothing that
 * comes from outside may be part of one.
 */
final class Database implements AutoCloseable {

  /** Makes a value of the current row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Database(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement without arguments and without rows. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs any number of statements. */
  void script(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  void begin() throws SQLException {
    run("BEGIN IMMEDIATE");
  }

  void beginReading() throws SQLException {
    run("BEGIN");
  }

  void endReading() throws SQLException {
    run("END");
  }

  void commit() throws SQLException {
    run("COMMIT");
  }

  void rollback() throws SQLException {
    run("ROLLBACK");
  }

  /** Runs a statement that changes rows, and tells how many. */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    return bound(sql, arguments).executeUpdate();
  }

  /** All rows. */
  <T> List<T> rows(String sql, Row<T> reader, @Nullable Object... arguments) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet found = bound(sql, arguments).executeQuery()) {
      while (found.next()) {
        rows.add(reader.read(found));
      }
    }
    return rows;
  }

  /** The first row; null when there is none. */
  <T> @Nullable T first(String sql, Row<T> reader, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet found = bound(sql, arguments).executeQuery()) {
      return found.next() ? reader.read(found) : null;
    }
  }

  /** The number in the first column of the first row; 0 when there is none. */
  long number(String sql, @Nullable Object... arguments) throws SQLException {
    Long number = first(sql, row -> row.getLong(1), arguments);
    return number == null ? 0 : number;
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  /**
   * Moves what is in the write-ahead file over, and empties it.
   *
   * @param patienceMillis how long to wait for those who read in it
   * @return false if one of them still does: it is worth another try
   */
  boolean emptiesWriteAhead(int patienceMillis) throws SQLException {
    run("PRAGMA busy_timeout = " + patienceMillis);
    try {
      return number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    } finally {
      run("PRAGMA busy_timeout = " + Connector.BUSY_MILLIS);
    }
  }

  /** The connection itself, for what only the driver can do. */
  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * The tables of a log, by version. A file of an older version is brought forward, one transaction a
 * step; one of a newer version is left alone.
 */
final class Schema {

  /** Says in a file's header that it is a log of Yodel: "Yodl". */
  static final int APPLICATION_ID = 0x596f_646c;

  /** The version that this code reads and writes. */
  static final int VERSION = 2;

  private Schema() {}

  /** The version of a database; 0 for an empty one. */
  static int version(Database database) throws SQLException {
    return (int) database.number("PRAGMA user_version");
  }

  /** Brings a database to {@link #VERSION}: {@code schema-1.sql} and what follows it, in order. */
  static void migrate(Database database) throws SQLException {
    for (int next = version(database) + 1; next <= VERSION; next++) {
      database.begin();
      database.script(script(next));
      database.run("PRAGMA application_id = " + APPLICATION_ID);
      database.run("PRAGMA user_version = " + next);
      database.commit();
    }
  }

  private static String script(int version) {
    String name = "schema-" + version + ".sql";
    try (InputStream content = Schema.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException(name + ": missing (expected: a resource of this package)");
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.yodel.server.log.sqlite;

import dev.yodel.server.log.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Logs opened for tests, in files that are called {@code rooms.db}. */
final class Opened {

  static final Retention KEEP_ALL = new Retention(1_000_000, null);

  private Opened() {}

  static SqliteLog.Options options(Path folder, Retention retention) {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    return new SqliteLog.Options(file, Durability.PROCESS, retention);
  }

  static SqliteLog in(Path folder) {
    return in(folder, Connector.driver());
  }

  static SqliteLog in(Path folder, Connector connector) {
    return new SqliteLog(
        options(folder, KEEP_ALL),
        Clock.systemUTC(),
        () -> UUID.randomUUID().toString(),
        connector);
  }
}

package dev.yodel.server.log;

import dev.yodel.server.log.sqlite.Durability;
import dev.yodel.server.log.sqlite.LogFile;
import dev.yodel.server.log.sqlite.SqliteLog;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** History out of a file, restarted in the middle of every test. */
class SqliteSearchTest extends SearchContract {

  @TempDir Path folder;

  @Override
  protected RoomLog open(Retention retention, StoppedClock clock) {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    return new SqliteLog(
        new SqliteLog.Options(file, Durability.PROCESS, retention), clock, this::nextEpoch);
  }

  @Override
  protected boolean isDurable() {
    return true;
  }
}

package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.log.Asked;
import dev.yodel.server.log.TailRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead file is begun anew without a pause of posts, and emptied when there is one. */
class WriteAheadTest {

  /** Where the file's header has what is drawn anew with each beginning. */
  private static final int SALT = 16;

  /** Each writes two pages at the least. */
  private static final int FAR_TOO_MANY = 2 * Connector.MOST_PAGES_AHEAD;

  private static long salt(Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(folder.resolve("rooms.db-wal"))) {
      return ByteBuffer.wrap(file.readNBytes(SALT + Long.BYTES)).getLong(SALT);
    }
  }

  @Test
  @Timeout(120)
  void postsWithoutAPauseLetTheFileBeginAnew(@TempDir Path folder) throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      Asked asked = new Asked(log);
      asked.post("first", "text");
      long begun = salt(folder);
      for (int posts = 0; posts < FAR_TOO_MANY && salt(folder) == begun; posts++) {
        asked.post("p" + posts, "text");
      }
      assertThat(salt(folder)).isNotEqualTo(begun);
    }
  }

  @Test
  @Timeout(value = Connector.BUSY_MILLIS, unit = TimeUnit.MILLISECONDS)
  void fileThatIsReadIsEmptiedLaterAndNobodyWaitsForIt(@TempDir Path folder) throws Exception {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    Opened.in(folder).close();
    Storage storage =
        new Storage(
            file, Durability.PROCESS, Connector.driver(), new TailRecord(), new Damage(file));
    storage.start();
    Upkeep upkeep = new Upkeep(storage, new Sweep(Opened.KEEP_ALL));
    storage.transact(database -> database.update("INSERT INTO fact VALUES ('a', 'b')"));
    try (Database reader = Connector.driver().reader(file)) {
      reader.beginReading();
      assertThat(reader.number("SELECT count(*) FROM fact")).isPositive();
      for (int tick = 0; tick < 2 * Upkeep.QUIET_TICKS; tick++) {
        upkeep.tick(Instant.EPOCH, true);
      }
      assertThat(file.writeAhead()).isNotEmptyFile();
      reader.endReading();
      upkeep.tick(Instant.EPOCH, true);
      assertThat(file.writeAhead()).isEmptyFile();
    }
    storage.close();
  }
}

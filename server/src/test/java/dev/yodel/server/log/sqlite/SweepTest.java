package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final int ROOMS = 2 * Sweep.ROOMS + 1;

  @TempDir Path folder;

  private static long ended(Database database) throws SQLException {
    return database.number("SELECT count(*) FROM sanction");
  }

  @Test
  void everyRoomHasItsTurnAndNoSliceIsLong() throws SQLException {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    try (Database database = Connector.driver().writer(file, Durability.PROCESS)) {
      Schema.migrate(database);
      for (int i = 0; i < ROOMS; i++) {
        RoomRow.make(database, new RoomName("room" + i));
      }
      String end = "INSERT INTO sanction SELECT id, 'fritz', 'MUTED', ? FROM room";
      database.update(end, NOW.toEpochMilli());
      Sweep sweep = new Sweep(Opened.KEEP_ALL);
      for (int left : new int[] {ROOMS - Sweep.ROOMS, 1, 0}) {
        sweep.slice(database, NOW, new News());
        assertThat(ended(database)).isEqualTo(left);
      }
      database.update(end, NOW.toEpochMilli());
      sweep.slice(database, NOW, new News());
      assertThat(ended(database)).as("and begins anew").isEqualTo(ROOMS - Sweep.ROOMS);
    }
  }
}

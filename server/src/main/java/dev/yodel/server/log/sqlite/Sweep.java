package dev.yodel.server.log.sqlite;

import dev.yodel.server.log.Retention;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Retention where nobody posts: goes round all rooms, a bounded slice at a time, drops what became
 * too old, and forgets what was remembered long enough.
 */
final class Sweep {

  /**
   * How many rooms one slice looks at: {@value}. Posts wait for it, and what is dropped can wait.
   */
  static final int ROOMS = 10;

  private final Retention retention;
  private long lastRoom;

  Sweep(Retention retention) {
    this.retention = retention;
  }

  /** One slice, within a transaction of the caller; ends early where there was much to do. */
  void slice(Database database, Instant now, News news) throws SQLException {
    List<Long> rooms = roomsAfter(database, lastRoom);
    if (rooms.isEmpty()) {
      lastRoom = 0;
      rooms = roomsAfter(database, lastRoom);
    }
    Retaining retaining = new Retaining(database, retention, now);
    for (long id : rooms) {
      if (sweep(database, retaining, id, news)) {
        return;
      }
      SanctionRows.prune(database, id, now);
      lastRoom = id;
    }
  }

  private static List<Long> roomsAfter(Database database, long id) throws SQLException {
    return database.rows(
        "SELECT id FROM room WHERE id > ? ORDER BY id LIMIT ?", row -> row.getLong(1), id, ROOMS);
  }

  /** Whether there may be more to do in this room. */
  private static boolean sweep(Database database, Retaining retaining, long id, News news)
      throws SQLException {
    RoomRow room = RoomRow.find(database, id);
    if (room == null) {
      return false;
    }
    boolean dropped = retaining.retain(room);
    room.write(database, news);
    return retaining.forget(room) || dropped;
  }
}

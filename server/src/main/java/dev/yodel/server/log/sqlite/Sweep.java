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

  /**
   * How many slices in a row may begin at the same room: {@value}. What was too much for one goes
   * on there, and a room that never has less keeps no other waiting.
   */
  static final int STAYS = 60;

  private final Retention retention;
  private long lastRoom;
  private int stays;

  Sweep(Retention retention) {
    this.retention = retention;
  }

  /** One slice, within a transaction of the caller; ends early where there was a step to do. */
  void slice(Database database, Instant now, News news) throws SQLException {
    List<Long> rooms = roomsAfter(database, lastRoom);
    if (rooms.isEmpty()) {
      lastRoom = 0;
      rooms = roomsAfter(database, lastRoom);
    }
    Retaining retaining = new Retaining(database, retention, now);
    int work = 0;
    for (int i = 0; i < rooms.size() && work < Retaining.STEP; i++) {
      long id = rooms.get(i);
      int done = sweep(database, retaining, id, news);
      SanctionRows.prune(database, id, now);
      work += done;
      stays = done < Retaining.STEP ? 0 : (stays + 1) % STAYS;
      if (stays == 0) {
        lastRoom = id;
      }
    }
  }

  private static List<Long> roomsAfter(Database database, long id) throws SQLException {
    return database.rows(
        "SELECT id FROM room WHERE id > ? ORDER BY id LIMIT ?", row -> row.getLong(1), id, ROOMS);
  }

  /** How many messages were dropped and events forgotten in this room. */
  private static int sweep(Database database, Retaining retaining, long id, News news)
      throws SQLException {
    RoomRow room = RoomRow.find(database, id);
    if (room == null) {
      return 0;
    }
    int dropped = retaining.retain(room);
    room.write(database, news);
    return dropped + retaining.forget(room);
  }
}

package dev.yodel.server.log.sqlite;

import dev.yodel.server.log.Retention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Moves a room's floor up to what is kept of it. Everything up to the floor goes at once: messages
 * with their edits, their reactions and their words; their rows stay for a day without a text, as
 * the memory of their {@code postId}.
 */
final class Retaining {

  /**
   * The most messages that one step drops beside as many as came, so that posts never wait long.
   */
  static final int STEP = 500;

  private static final String OLDEST =
      "SELECT time FROM event WHERE room = ? AND kind = 1 AND seq > ? ORDER BY seq LIMIT 1";

  /** Those whose plans are checked. */
  static final List<String> STATEMENTS = List.of(OLDEST);

  private final Database database;
  private final Retention retention;
  private final Instant now;

  private record Dropped(long seq, String text, boolean deleted) {
    static Dropped of(ResultSet row) throws SQLException {
      String text = row.getString(2);
      boolean deleted = row.getInt(3) == EventRows.STATE_DELETED;
      return new Dropped(row.getLong(1), text == null ? "" : text, deleted);
    }
  }

  Retaining(Database database, Retention retention, Instant now) {
    this.database = database;
    this.retention = retention;
    this.now = now;
  }

  /** Drops what is too much or too old, a step at most; tells how many messages. */
  int retain(RoomRow room) throws SQLException {
    long many = Math.min(room.messages() - retention.messages(), STEP + room.fresh());
    long drop = Math.max(many, tooOld(room));
    if (drop <= 0) {
      return 0;
    }
    long kept =
        database.number(
            "SELECT seq FROM event WHERE room = ? AND kind = 1 AND seq > ?"
                + " ORDER BY seq LIMIT 1 OFFSET ?",
            room.id(),
            room.floor(),
            drop);
    long end = kept == 0 ? Long.MAX_VALUE : kept;
    long floor =
        database.number("SELECT max(seq) FROM event WHERE room = ? AND seq < ?", room.id(), end);
    drop(room, floor);
    return Math.toIntExact(drop);
  }

  private long tooOld(RoomRow room) throws SQLException {
    Duration age = retention.age();
    if (age == null || room.messages() == 0) {
      return 0;
    }
    long latest = now.minus(age).toEpochMilli();
    if (database.number(OLDEST, room.id(), room.floor()) >= latest) {
      return 0;
    }
    return database.number(
        "SELECT count(*) FROM (SELECT time FROM event WHERE room = ? AND kind = 1 AND seq > ?"
            + " ORDER BY seq LIMIT ?) WHERE time < ?",
        room.id(),
        room.floor(),
        STEP,
        latest);
  }

  private void drop(RoomRow room, long floor) throws SQLException {
    List<Dropped> messages =
        database.rows(
            "SELECT seq, "
                + MessageRows.TEXT_NOW
                + ", state FROM event"
                + " WHERE room = ? AND kind = 1 AND seq > ? AND seq <= ?",
            Dropped::of,
            room.id(),
            room.floor(),
            floor);
    WordIndex words = new WordIndex(database);
    for (Dropped message : messages) {
      if (!message.deleted()) {
        words.remove(room.id(), message.seq(), message.text());
      }
      database.update("UPDATE event SET text = '' WHERE target = ? AND kind = 2", message.seq());
      database.update("DELETE FROM reaction WHERE target = ?", message.seq());
    }
    database.update(
        "UPDATE event SET text = '', edited = NULL, reason = NULL, target = NULL, state = 2"
            + " WHERE room = ? AND seq > ? AND seq <= ?",
        room.id(),
        room.floor(),
        floor);
    room.dropped(floor, messages.size());
  }

  /** Forgets dropped events whose {@code postId} was remembered long enough; tells how many. */
  int forget(RoomRow room) throws SQLException {
    if (room.floor() == 0) {
      return 0; // nothing was ever dropped
    }
    return database.update(
        "DELETE FROM event WHERE seq IN (SELECT seq FROM event"
            + " WHERE room = ? AND seq <= ? AND time < ? ORDER BY seq LIMIT ?)",
        room.id(),
        room.floor(),
        now.minus(Retention.POST_IDS).toEpochMilli(),
        STEP);
  }
}

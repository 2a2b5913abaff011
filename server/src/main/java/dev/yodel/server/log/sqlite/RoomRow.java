package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.InvalidValueException;
import dev.yodel.protocol.RoomName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a room's row says, and what it will say once the transaction has written it back. */
final class RoomRow {

  private final long id;
  private final @Nullable RoomName name;
  private long head;
  private long floor;
  private long messages;
  private int fresh;
  private boolean changed;
  private boolean risen;

  private RoomRow(ResultSet row) throws SQLException {
    id = row.getLong(1);
    name = nameOrNull(row.getString(2));
    head = row.getLong(3);
    floor = row.getLong(4);
    messages = row.getLong(5);
  }

  /** Null for what was a name to an earlier version and no longer is: nobody is in that room. */
  private static @Nullable RoomName nameOrNull(String name) {
    try {
      return new RoomName(name);
    } catch (InvalidValueException e) {
      return null;
    }
  }

  /** The room of this name; null while nothing was ever logged in it. */
  static @Nullable RoomRow find(Database database, RoomName room) throws SQLException {
    return database.first(
        "SELECT id, name, head, floor, messages FROM room WHERE key = ?", RoomRow::new, room.key());
  }

  /** The room with this number. */
  static @Nullable RoomRow find(Database database, long id) throws SQLException {
    return database.first(
        "SELECT id, name, head, floor, messages FROM room WHERE id = ?", RoomRow::new, id);
  }

  /** Makes the room's row; the spelling stays from now on. */
  static void make(Database database, RoomName room) throws SQLException {
    database.update(
        "INSERT INTO room (key, name, head, floor, messages) VALUES (?, ?, 0, 0, 0)",
        room.key(),
        room.value());
  }

  long id() {
    return id;
  }

  RoomName name() {
    return Objects.requireNonNull(name, "a room that can be named was looked for");
  }

  long head() {
    return head;
  }

  long floor() {
    return floor;
  }

  long messages() {
    return messages;
  }

  /** How many messages came in this transaction. */
  int fresh() {
    return fresh;
  }

  void logged(long seq, boolean message) {
    head = seq;
    messages += message ? 1 : 0;
    fresh += message ? 1 : 0;
    changed = true;
  }

  void dropped(long newFloor, long droppedMessages) {
    floor = newFloor;
    messages -= droppedMessages;
    changed = true;
    risen = true;
  }

  /** Writes back what changed, and notes where the floor is if it rose. */
  void write(Database database, News news) throws SQLException {
    if (risen && name != null) {
      news.floors().add(new News.Floor(name, floor));
      risen = false;
    }
    if (changed) {
      database.update(
          "UPDATE room SET head = ?, floor = ?, messages = ? WHERE id = ?",
          head,
          floor,
          messages,
          id);
      changed = false;
    }
  }
}

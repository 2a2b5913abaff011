package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Logged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events as rows and back. */
final class EventRows {

  static final int MESSAGE = 1;
  static final int EDITED = 2;
  static final int DELETED = 3;
  static final int REACTION = 4;
  static final int MODERATED = 5;

  /** The states of a message. */
  static final int STATE_POSTED = 0;

  static final int STATE_EDITED = 1;
  static final int STATE_DELETED = 2;

  /** What {@link #read} reads. */
  static final String COLUMNS =
      " seq, prev, kind, time, author, name, plain, post_id, target, text, detail, until, reason,"
          + " state, edited ";

  private static final String INSERT =
      "INSERT INTO event (room, state, seq, prev, time, author, name, post_id, plain, kind,"
          + " target, text, detail, until, reason)"
          + " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (room, author, post_id) DO NOTHING";

  private EventRows() {}

  /** The {@code seq} that was given last in the file, whatever became of its event. */
  static long lastSeq(Database database) throws SQLException {
    return database.number("SELECT seq FROM sqlite_sequence WHERE name = 'event'");
  }

  /** Adds the row of an event, unless its author used its {@code postId} in the room before. */
  static boolean insert(Database database, long room, Logged logged) throws SQLException {
    RoomEvent event = logged.event();
    EventHeader at = event.at();
    @Nullable Object[] row = new Object[14];
    row[0] = room;
    row[1] = at.seq();
    row[2] = at.prev();
    row[3] = at.time().toEpochMilli();
    row[4] = at.from().id();
    row[5] = at.from().name();
    row[6] = at.postId();
    row[7] = logged.plain() ? 1 : 0;
    fillContent(row, event);
    return database.update(INSERT, row) == 1;
  }

  private static void fillContent(@Nullable Object[] row, RoomEvent event) {
    if (event instanceof RoomEvent.Message message) {
      fill(row, MESSAGE, message.replyTo(), message.text(), null);
    } else if (event instanceof RoomEvent.Edited edited) {
      fill(row, EDITED, edited.target(), edited.text(), null);
    } else if (event instanceof RoomEvent.Deleted deleted) {
      fill(row, DELETED, deleted.target(), null, null);
    } else if (event instanceof RoomEvent.Reaction reaction) {
      fill(row, REACTION, reaction.target(), reaction.key(), reaction.on() ? "on" : "off");
    } else if (event instanceof RoomEvent.Moderated moderated) {
      fill(row, MODERATED, null, moderated.user(), moderated.action().wireName());
      Instant until = moderated.until();
      row[12] = until == null ? null : until.toEpochMilli();
      row[13] = moderated.reason();
    }
  }

  private static void fill(
      @Nullable Object[] row,
      int kind,
      @Nullable Long target,
      @Nullable String text,
      @Nullable String detail) {
    row[8] = kind;
    row[9] = target;
    row[10] = text;
    row[11] = detail;
  }

  /** The event as it was logged; a text that is gone since is empty. */
  static Logged read(RoomName room, ResultSet row) throws SQLException {
    Author author = new Author(row.getString(5), row.getString(6));
    Instant time = Instant.ofEpochMilli(row.getLong(4));
    EventHeader at =
        new EventHeader(room, row.getLong(1), row.getLong(2), time, author, row.getString(8));
    return new Logged(event(at, row), row.getInt(7) == 1);
  }

  private static RoomEvent event(EventHeader at, ResultSet row) throws SQLException {
    int kind = row.getInt(3);
    return switch (kind) {
      case MESSAGE -> new RoomEvent.Message(at, text(row, 10), target(row), posted(row));
      case EDITED -> new RoomEvent.Edited(at, row.getLong(9), text(row, 10));
      case DELETED -> new RoomEvent.Deleted(at, row.getLong(9));
      case REACTION ->
          new RoomEvent.Reaction(at, row.getLong(9), text(row, 10), "on".equals(row.getString(11)));
      case MODERATED ->
          new RoomEvent.Moderated(
              at,
              text(row, 10),
              ModerationAction.ofWireName(text(row, 11)),
              instant(row, 12),
              row.getString(13));
      default -> throw new SQLException("kind: " + kind + " (expected: 1 to 5)");
    };
  }

  private static MessageState posted(ResultSet row) throws SQLException {
    return row.getInt(14) == STATE_DELETED ? MessageState.DELETED : MessageState.FRESH;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static @Nullable Long target(ResultSet row) throws SQLException {
    long target = row.getLong(9);
    return row.wasNull() ? null : target;
  }

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}

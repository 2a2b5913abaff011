package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.RoomEvent.Moderated;
import dev.yodel.server.log.Sanction;
import dev.yodel.server.log.Sanction.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The mutes and bans of a room. */
final class SanctionRows {

  private SanctionRows() {}

  static void apply(Database database, long room, Moderated moderated) throws SQLException {
    switch (moderated.action()) {
      case MUTE -> put(database, room, moderated, Kind.MUTE);
      case BAN -> put(database, room, moderated, Kind.BAN);
      case UNMUTE -> remove(database, room, moderated, Kind.MUTE);
      case UNBAN -> remove(database, room, moderated, Kind.BAN);
      case KICK -> {}
    }
  }

  private static void put(Database database, long room, Moderated moderated, Kind kind)
      throws SQLException {
    Instant until = moderated.until();
    database.update(
        "INSERT INTO sanction (room, author, kind, until) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET until = excluded.until",
        room,
        moderated.user(),
        kind.name(),
        until == null ? null : until.toEpochMilli());
  }

  private static void remove(Database database, long room, Moderated moderated, Kind kind)
      throws SQLException {
    database.update(
        "DELETE FROM sanction WHERE room = ? AND author = ? AND kind = ?",
        room,
        moderated.user(),
        kind.name());
  }

  /** Those that are in force. */
  static List<Sanction> inForce(Database database, long room, Instant now) throws SQLException {
    return database.rows(
        "SELECT author, kind, until FROM sanction WHERE room = ? AND (until IS NULL OR until > ?)",
        row ->
            new Sanction(
                row.getString(1), Kind.valueOf(row.getString(2)), EventRows.instant(row, 3)),
        room,
        now.toEpochMilli());
  }

  /** Forgets those that ended. */
  static void prune(Database database, long room, Instant now) throws SQLException {
    database.update("DELETE FROM sanction WHERE room = ? AND until <= ?", room, now.toEpochMilli());
  }
}

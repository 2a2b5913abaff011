package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.RoomEvent;
import java.sql.SQLException;

/** What becomes of the messages of one room: their text, their words, reactions. */
final class MessageRows {

  /** The text of a message as it is now. */
  static final String TEXT_NOW = "coalesce(edited, text)";

  private final Database database;
  private final WordIndex words;
  private final RoomRow room;

  MessageRows(Database database, RoomRow room) {
    this.database = database;
    this.words = new WordIndex(database);
    this.room = room;
  }

  void edit(long target, String text) throws SQLException {
    words.remove(room.id(), target, textNow(target));
    database.update("UPDATE event SET state = 1, edited = ? WHERE seq = ?", text, target);
    words.add(room.id(), target, text);
  }

  /** Overwrites every text of the message: its own, those of its edits, and the index. */
  void delete(long target) throws SQLException {
    words.remove(room.id(), target, textNow(target));
    database.update("UPDATE event SET state = 2, text = '', edited = NULL WHERE seq = ?", target);
    database.update("UPDATE event SET text = '' WHERE target = ? AND kind = 2", target);
    database.update("DELETE FROM reaction WHERE target = ?", target);
  }

  private String textNow(long target) throws SQLException {
    String text =
        database.first(
            "SELECT " + TEXT_NOW + " FROM event WHERE seq = ?", row -> row.getString(1), target);
    return text == null ? "" : text;
  }

  void react(RoomEvent.Reaction reaction) throws SQLException {
    String author = reaction.at().from().id();
    if (reaction.on()) {
      database.update(
          "INSERT INTO reaction (target, key, author, seq) VALUES (?, ?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          reaction.target(),
          reaction.key(),
          author,
          reaction.at().seq());
    } else {
      database.update(
          "DELETE FROM reaction WHERE target = ? AND key = ? AND author = ?",
          reaction.target(),
          reaction.key(),
          author);
    }
  }
}

package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.DraftRules;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.Retention;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the writer: drafts become events, and everything that is derived from them
 * follows. Good for one transaction, whose begin and end are its caller's.
 */
final class Appender {

  private final Database database;
  private final Retaining retaining;
  private final Map<String, RoomRow> rooms = new HashMap<>();
  private final News news;
  private final Instant now;
  private final long firstSeq;
  private long lastSeq;

  /**
   * Begins where the log ends.
   *
   * @param lastSeq the {@code seq} that was given last
   * @param now the time of all its events, in whole milliseconds
   * @param news takes what is to be told once it is committed
   */
  Appender(Database database, Retention retention, long lastSeq, Instant now, News news) {
    this.database = database;
    this.news = news;
    this.retaining = new Retaining(database, retention, now);
    this.now = now;
    this.firstSeq = lastSeq;
    this.lastSeq = lastSeq;
  }

  /** Adds the draft's event, or says why not. */
  Answer<Receipt> append(Draft draft) throws SQLException {
    RoomRow room = room(draft.room());
    long target = DraftRules.target(draft.content());
    Answer<Receipt> settled = target == DraftRules.NONE ? null : settled(room, draft, target);
    if (settled != null) {
      return settled;
    }
    EventHeader at =
        new EventHeader(
            room.name(), lastSeq + 1, room.head(), now, draft.by().author(), draft.postId());
    Logged logged = new Logged(draft.content().at(at), draft.by().plain());
    if (!EventRows.insert(database, room.id(), logged)) {
      return new Answer.Given<>(earlier(room, draft).orElseThrow());
    }
    lastSeq = at.seq();
    apply(room, logged.event());
    room.logged(at.seq(), logged.event() instanceof RoomEvent.Message);
    news.events().add(logged);
    return new Answer.Given<>(receipt(at, false));
  }

  /** Writes what was held until now; the last thing before the commit. */
  void finish() throws SQLException {
    for (RoomRow room : rooms.values()) {
      retaining.retain(room);
    }
    new WordIndex(database).follow(firstSeq, lastSeq);
    for (RoomRow room : rooms.values()) {
      room.write(database, news);
    }
  }

  private RoomRow room(RoomName name) throws SQLException {
    RoomRow room = rooms.get(name.key());
    if (room == null) {
      room = RoomRow.find(database, name);
    }
    if (room == null) {
      RoomRow.make(database, name);
      room = RoomRow.find(database, name);
    }
    if (room == null) {
      throw new SQLException("room: missing (expected: the row just made)");
    }
    rooms.put(name.key(), room);
    return room;
  }

  /** What the log answered to the same {@code postId} before. */
  private Optional<Receipt> earlier(RoomRow room, Draft draft) throws SQLException {
    return Optional.ofNullable(
        database.first(
            "SELECT seq, time FROM event WHERE room = ? AND author = ? AND post_id = ?",
            row ->
                new Receipt(
                    room.name(),
                    draft.postId(),
                    row.getLong(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    true),
            room.id(),
            draft.by().author().id(),
            draft.postId()));
  }

  static Receipt receipt(EventHeader at, boolean duplicate) {
    return new Receipt(at.room(), at.postId(), at.seq(), at.time(), duplicate);
  }

  /** The answer to what is about a message, if it was answered before or may not be logged. */
  private @Nullable Answer<Receipt> settled(RoomRow room, Draft draft, long target)
      throws SQLException {
    Optional<Receipt> earlier = earlier(room, draft);
    if (earlier.isPresent()) {
      return new Answer.Given<>(earlier.get());
    }
    String author =
        database.first(
            "SELECT author FROM event"
                + " WHERE seq = ? AND room = ? AND seq > ? AND kind = 1 AND state < 2",
            row -> row.getString(1),
            target,
            room.id(),
            room.floor());
    boolean full =
        author != null
            && draft.content() instanceof Draft.React react
            && react.on()
            && isFullFor(target, react.key());
    return DraftRules.check(draft, author, full);
  }

  private boolean isFullFor(long target, String key) throws SQLException {
    boolean known =
        database.number("SELECT 1 FROM reaction WHERE target = ? AND key = ? LIMIT 1", target, key)
            == 1;
    return !known
        && database.number("SELECT count(DISTINCT key) FROM reaction WHERE target = ?", target)
            >= RoomEvent.Reaction.MAX_KEYS;
  }

  private void apply(RoomRow room, RoomEvent event) throws SQLException {
    MessageRows messages = new MessageRows(database, room);
    if (event instanceof RoomEvent.Edited edited) {
      messages.edit(edited.target(), edited.text());
    } else if (event instanceof RoomEvent.Deleted deleted) {
      messages.delete(deleted.target());
    } else if (event instanceof RoomEvent.Reaction reaction) {
      messages.react(reaction);
    } else if (event instanceof RoomEvent.Moderated moderated) {
      SanctionRows.apply(database, room.id(), moderated);
    }
  }
}

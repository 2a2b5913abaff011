package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.MessageState.ReactionCount;
import dev.yodel.protocol.RoomEvent.Message;
import dev.yodel.protocol.ServerMessage.More;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.SearchTerms;
import dev.yodel.server.log.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads parts of one room within one read transaction. */
final class PageReader {

  private static final String EVENTS =
      "SELECT" + EventRows.COLUMNS + "FROM event WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?";
  private static final String MESSAGES =
      "SELECT" + EventRows.COLUMNS + "FROM event WHERE room = ? AND kind = 1 AND seq > ?";
  private static final String OLDER = MESSAGES + " AND seq < ? ORDER BY seq DESC LIMIT ?";
  private static final String NEWER = MESSAGES + " AND seq >= ? ORDER BY seq LIMIT ?";

  /** Those whose plans are checked. */
  static final List<String> STATEMENTS = List.of(EVENTS, OLDER, NEWER);

  private final Database database;
  private final RoomRow room;

  private PageReader(Database database, RoomRow room) {
    this.database = database;
    this.room = room;
  }

  /** What the query asks for; nothing of a room that the log does not know. */
  static Slice read(Database database, LogQuery query) throws SQLException {
    RoomRow room = RoomRow.find(database, query.room());
    if (room == null) {
      return new Slice(List.of(), new More(false, false), 0);
    }
    PageReader reader = new PageReader(database, room);
    if (query instanceof LogQuery.Events events) {
      return reader.events(events);
    }
    if (query instanceof LogQuery.Search search) {
      return reader.search(search);
    }
    return reader.messages((LogQuery.Messages) query);
  }

  private Slice events(LogQuery.Events query) throws SQLException {
    long after = Math.max(query.after(), room.floor());
    List<Logged> events = database.rows(EVENTS, this::posted, room.id(), after, query.limit());
    boolean more = !events.isEmpty() && events.get(events.size() - 1).seq() < room.head();
    return slice(events, query.after() > room.floor(), more);
  }

  private Slice messages(LogQuery.Messages query) throws SQLException {
    long seq = query.range().seq();
    int limit = query.limit();
    return switch (query.range().direction()) {
      case BEFORE -> {
        List<Logged> older = older(seq, limit + 1);
        yield slice(within(older, limit), older.size() > limit, !newer(seq, 1).isEmpty());
      }
      case AFTER -> {
        List<Logged> newer = newer(seq + 1, limit + 1);
        yield slice(within(newer, limit), !older(seq + 1, 1).isEmpty(), newer.size() > limit);
      }
      case AROUND -> {
        List<Logged> older = older(seq, limit / 2 + 1);
        List<Logged> around = new ArrayList<>(within(older, limit / 2));
        int rest = limit - around.size();
        List<Logged> newer = newer(seq, rest + 1);
        Collections.reverse(around);
        around.addAll(within(newer, rest));
        yield slice(around, older.size() > limit / 2, newer.size() > rest);
      }
    };
  }

  /** Messages before a place, the newest first. */
  private List<Logged> older(long before, int limit) throws SQLException {
    return database.rows(OLDER, this::now, room.id(), room.floor(), before, limit);
  }

  private List<Logged> newer(long from, int limit) throws SQLException {
    return database.rows(NEWER, this::now, room.id(), room.floor(), from, limit);
  }

  private static List<Logged> within(List<Logged> found, int limit) {
    return found.subList(0, Math.min(limit, found.size()));
  }

  private Slice search(LogQuery.Search query) throws SQLException {
    SearchTerms terms = SearchTerms.of(query.text());
    if (terms.phrases().isEmpty()) {
      return slice(List.of(), false, false);
    }
    List<Long> seqs =
        new WordIndex(database).find(room.id(), terms, query.before(), query.limit() + 1);
    List<Logged> found = new ArrayList<>();
    for (long seq : seqs.subList(0, Math.min(query.limit(), seqs.size()))) {
      found.addAll(newer(seq, 1));
    }
    return slice(found, seqs.size() > query.limit(), false);
  }

  /** In ascending order, with the state of each message where it was asked for. */
  private Slice slice(List<Logged> found, boolean before, boolean after) throws SQLException {
    List<Logged> ascending = new ArrayList<>(found);
    if (found.size() > 1 && found.get(0).seq() > found.get(1).seq()) {
      Collections.reverse(ascending);
    }
    return new Slice(ascending, new More(before, after), room.floor());
  }

  private Logged posted(ResultSet row) throws SQLException {
    return EventRows.read(room.name(), row);
  }

  /** A message with its state folded in. */
  private Logged now(ResultSet row) throws SQLException {
    Logged logged = posted(row);
    if (!(logged.event() instanceof Message message)) {
      return logged;
    }
    int state = row.getInt(14);
    String edited = row.getString(15);
    String text = edited == null ? message.text() : edited;
    List<ReactionCount> reactions = reactions(message.at().seq());
    MessageState folded =
        new MessageState(
            state == EventRows.STATE_EDITED, state == EventRows.STATE_DELETED, reactions);
    return new Logged(new Message(message.at(), text, message.replyTo(), folded), logged.plain());
  }

  private List<ReactionCount> reactions(long target) throws SQLException {
    Map<String, Reactors> byKey = new LinkedHashMap<>();
    database.rows(
        "SELECT key, author FROM reaction WHERE target = ? ORDER BY seq",
        row -> byKey.computeIfAbsent(row.getString(1), key -> new Reactors()).add(row.getString(2)),
        target);
    List<ReactionCount> counts = new ArrayList<>();
    byKey.forEach((key, users) -> counts.add(users.count(key)));
    return counts;
  }

  /** Who reacted with one key. */
  private static final class Reactors {
    private final List<String> first = new ArrayList<>();
    private int count;

    boolean add(@Nullable String user) {
      count++;
      return user != null && first.size() < ReactionCount.MAX_USERS && first.add(user);
    }

    ReactionCount count(String key) {
      return new ReactionCount(key, count, first);
    }
  }
}

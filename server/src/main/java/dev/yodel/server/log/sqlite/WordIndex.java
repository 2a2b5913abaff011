package dev.yodel.server.log.sqlite;

import dev.yodel.server.log.SearchTerms;
import dev.yodel.server.log.SearchWords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of the messages. The index follows the posts: it takes the messages of {@value #STEP}
 * events at a time, in the transaction of the post that fills them, for it costs half as much as
 * the rest of a post to write its pages for each. A search looks through what is not in it yet.
 * Good for one transaction.
 *
 * <pre>
 *   events: 1 ............... reached | reached + 1 ....... last
 *            found by the index       | looked through, fewer than a step
 * </pre>
 */
final class WordIndex {

  /** Every so many events the index takes what it has not: {@value}. */
  static final int STEP = 8;

  private static final String FOLLOWING =
      "SELECT seq, room, "
          + MessageRows.TEXT_NOW
          + " FROM event WHERE seq > ? AND kind = 1 AND state < 2 ORDER BY seq";
  private static final String BEHIND =
      "SELECT seq, "
          + MessageRows.TEXT_NOW
          + " FROM event WHERE seq > ? AND seq < ? AND room = ? AND kind = 1 AND state < 2"
          + " ORDER BY seq DESC";

  /** Those whose plans are checked. */
  static final List<String> STATEMENTS = List.of(FOLLOWING, BEHIND);

  private static final String FOUND =
      "SELECT rowid FROM word WHERE word MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";

  private static final long UNKNOWN = -1;

  private final Database database;
  private long reached = UNKNOWN;

  WordIndex(Database database) {
    this.database = database;
  }

  private record Text(long seq, String room, String text) {}

  /** The {@code seq} up to which the index has the messages as they are now. */
  long reached() throws SQLException {
    if (reached == UNKNOWN) {
      reached = database.number("SELECT value FROM fact WHERE name = 'indexed'");
    }
    return reached;
  }

  /**
   * Takes what is not in the index yet if a transaction filled a step.
   *
   * @param first the last {@code seq} before the transaction
   * @param last its own last one
   */
  void follow(long first, long last) throws SQLException {
    if (first / STEP == last / STEP) {
      return;
    }
    List<Text> behind =
        database.rows(
            FOLLOWING,
            row -> new Text(row.getLong(1), word(row.getLong(2)), row.getString(3)),
            reached());
    for (Text text : behind) {
      put(text.seq(), text.room(), text.text());
    }
    database.update("UPDATE fact SET value = ? WHERE name = 'indexed'", last);
    reached = last;
  }

  /** Puts the words of a message in, unless they will follow. */
  void add(long room, long seq, String text) throws SQLException {
    if (seq <= reached()) {
      put(seq, word(room), text);
    }
  }

  private void put(long seq, String room, String text) throws SQLException {
    database.update(
        "INSERT INTO word (rowid, room, text) VALUES (?, ?, ?)",
        seq,
        room,
        SearchWords.indexed(text));
  }

  /** Takes the words of a message out: exactly those that were put in, if they were. */
  void remove(long room, long seq, String text) throws SQLException {
    if (seq <= reached()) {
      database.update(
          "INSERT INTO word (word, rowid, room, text) VALUES ('delete', ?, ?, ?)",
          seq,
          word(room),
          SearchWords.indexed(text));
    }
  }

  /** Where messages before a place hold what is searched for, the newest first. */
  List<Long> find(long room, SearchTerms terms, long before, int limit) throws SQLException {
    List<Long> found = new ArrayList<>(behind(room, terms, before));
    if (found.size() < limit) {
      found.addAll(
          database.rows(
              FOUND,
              row -> row.getLong(1),
              match(word(room), terms),
              before,
              limit - found.size()));
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  private List<Long> behind(long room, SearchTerms terms, long before) throws SQLException {
    return database
        .rows(
            BEHIND,
            row -> new Text(row.getLong(1), word(room), row.getString(2)),
            reached(),
            before,
            room)
        .stream()
        .filter(text -> terms.match(text.text()))
        .map(Text::seq)
        .toList();
  }

  /** The terms as the index is asked for them, within the room that a word stands for. */
  static String match(String room, SearchTerms terms) {
    return terms.phrases().stream()
        .map(phrase -> '"' + String.join(" ", phrase) + "\" *")
        .collect(Collectors.joining(" AND ", "{room} : \"" + room + "\" AND {text} : (", ")"));
  }

  /** The word that stands for a room in the index. */
  static String word(long room) {
    return "r" + room;
  }
}

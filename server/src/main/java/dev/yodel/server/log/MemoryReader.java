package dev.yodel.server.log;

import dev.yodel.protocol.ServerMessage.More;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;

/**
 * Reads messages of a {@link MemoryRoom} with their state. Nothing here asks a part of them for its
 * size, or for a stream, which asks for the size: it is counted one by one.
 */
final class MemoryReader {

  private MemoryReader() {}

  static Slice messages(
      NavigableMap<Long, MessageFold> messages, LogQuery.Messages query, long floor) {
    long seq = query.range().seq();
    NavigableMap<Long, MessageFold> before = messages.headMap(seq, false);
    NavigableMap<Long, MessageFold> after = messages.tailMap(seq, false);
    return switch (query.range().direction()) {
      case BEFORE -> {
        List<Logged> found = newest(before, query.limit());
        yield new Slice(found, new More(hasOlder(before, found), hasAny(messages, seq)), floor);
      }
      case AFTER -> {
        List<Logged> found = oldest(after, query.limit());
        yield new Slice(
            found, new More(!messages.headMap(seq, true).isEmpty(), hasNewer(after, found)), floor);
      }
      case AROUND -> {
        NavigableMap<Long, MessageFold> from = messages.tailMap(seq, true);
        List<Logged> older = newest(before, query.limit() / 2);
        List<Logged> newer = oldest(from, query.limit() - older.size());
        List<Logged> found = new ArrayList<>(older);
        found.addAll(newer);
        yield new Slice(found, new More(hasOlder(before, older), hasNewer(from, newer)), floor);
      }
    };
  }

  /** Whether a part has more than its newest, which were found. */
  private static boolean hasOlder(NavigableMap<Long, MessageFold> part, List<Logged> newest) {
    return !part.isEmpty() && (newest.isEmpty() || part.firstKey() < newest.get(0).seq());
  }

  /** Whether a part has more than its oldest, which were found. */
  private static boolean hasNewer(NavigableMap<Long, MessageFold> part, List<Logged> oldest) {
    return !part.isEmpty()
        && (oldest.isEmpty() || part.lastKey() > oldest.get(oldest.size() - 1).seq());
  }

  private static boolean hasAny(NavigableMap<Long, MessageFold> messages, long from) {
    return !messages.tailMap(from, true).isEmpty();
  }

  /** The newest messages of a part, ascending. */
  static List<Logged> newest(NavigableMap<Long, MessageFold> messages, int limit) {
    List<Logged> found = new ArrayList<>(oldest(messages.descendingMap(), limit));
    Collections.reverse(found);
    return found;
  }

  private static List<Logged> oldest(NavigableMap<Long, MessageFold> messages, int limit) {
    List<Logged> found = new ArrayList<>();
    Iterator<MessageFold> following = messages.values().iterator();
    while (found.size() < limit && following.hasNext()) {
      found.add(following.next().logged());
    }
    return found;
  }
}

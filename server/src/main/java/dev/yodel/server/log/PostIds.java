package dev.yodel.server.log;

import dev.yodel.protocol.EventHeader;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The {@code postId}s that a {@link MemoryRoom} remembers: those of its newest events. */
final class PostIds {

  /** The most that are remembered: a bound on memory where 24 h is not one. */
  static final int MAX = 100_000;

  private record Key(String user, String postId) {}

  private final Map<Key, EventHeader> oldestFirst = new LinkedHashMap<>();

  /** What was logged of this author under this {@code postId}; null for nothing. */
  @Nullable EventHeader find(Draft draft) {
    return oldestFirst.get(new Key(draft.by().author().id(), draft.postId()));
  }

  void add(EventHeader at) {
    oldestFirst.put(new Key(at.from().id(), at.postId()), at);
  }

  int size() {
    return oldestFirst.size();
  }

  /** Forgets those that are too many, and of dropped events those that are old enough. */
  void forgetOld(long floor, Instant now) {
    Instant latest = now.minus(Retention.POST_IDS);
    forgetWhile(at -> size() > MAX || (at.seq() <= floor && at.time().isBefore(latest)));
  }

  /** Forgets those of dropped events. */
  void forgetUpTo(long floor) {
    forgetWhile(at -> at.seq() <= floor);
  }

  /** Forgets the oldest. */
  void forgetOldest(int count) {
    int left = size() - count;
    forgetWhile(at -> size() > left);
  }

  private void forgetWhile(Predicate<EventHeader> mayGo) {
    Iterator<EventHeader> oldest = oldestFirst.values().iterator();
    while (oldest.hasNext() && mayGo.test(oldest.next())) {
      oldest.remove();
    }
  }
}

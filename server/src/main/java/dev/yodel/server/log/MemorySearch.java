package dev.yodel.server.log;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.ServerMessage.More;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Looks through messages from the newest on, a slice at a time, until enough are found. */
final class MemorySearch {

  private final LogQuery.Search query;
  private final SearchTerms terms;
  private final List<Logged> found = new ArrayList<>();
  private long before;
  private boolean done;
  private boolean more;

  MemorySearch(LogQuery.Search query) {
    this.query = query;
    this.terms = SearchTerms.of(query.text());
    this.before = query.before();
    this.done = terms.phrases().isEmpty();
  }

  /** Whether no slice is needed any more. */
  boolean isDone() {
    return done;
  }

  /** Before which place the next slice ends. */
  long before() {
    return before;
  }

  /** Looks through a slice, which is ascending; an empty one is the last. */
  void look(List<Logged> slice) {
    done = slice.isEmpty();
    for (int i = slice.size() - 1; i >= 0 && !done; i--) {
      Logged logged = slice.get(i);
      before = logged.seq();
      if (logged.event() instanceof RoomEvent.Message message && terms.match(message.text())) {
        more = found.size() == query.limit();
        done = more;
        if (!more) {
          found.add(logged);
        }
      }
    }
  }

  /** What was found, ascending. */
  Slice result(long floor) {
    List<Logged> ascending = new ArrayList<>(found);
    Collections.reverse(ascending);
    return new Slice(ascending, new More(more, false), floor);
  }
}

package dev.yodel.server.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.ServerMessage.Page;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.PageCut;
import dev.yodel.server.chat.PlainText;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
import java.util.List;
import java.util.function.Consumer;

/** Writes parts of the log to one member, in its dialect. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Replay {

  private final SectionPlace place;
  private final Outbox outbox;
  private final Dialect dialect;

  Replay(SectionPlace place, Outbox outbox, Dialect dialect) {
    this.place = place;
    this.outbox = outbox;
    this.dialect = dialect;
  }

  /** Asks for the events after a place. */
  void ask(long after, Consumer<Answer<Slice>> answer) {
    outbox
        .reads()
        .submit(new LogQuery.Events(place.room(), after, place.shared().pageEvents()), answer);
  }

  /** Asks for the newest messages up to a place. */
  void askLast(int count, long head, Consumer<Answer<Slice>> answer) {
    HistoryRange range = new HistoryRange(HistoryRange.Direction.BEFORE, head + 1);
    outbox.reads().submit(new LogQuery.Messages(place.room(), range, count), answer);
  }

  /**
   * Writes as much as one page holds: before {@code live} as a page, later event by event. What the
   * section has not seen yet will be shown, so a seat never runs ahead of its section.
   *
   * @param head the last event that the section saw
   * @return the place of the last event that was written; 0 for none
   */
  long write(Slice slice, long head, boolean asPage) {
    Slice page = place.shared().cut().cut(upTo(head, slice), PageCut.Keep.OLDEST);
    if (dialect == Dialect.JSON && asPage) {
      writePage(page);
    } else {
      page.events().forEach(this::writeOne);
    }
    List<Logged> events = page.events();
    return events.isEmpty() ? 0 : events.get(events.size() - 1).seq();
  }

  private static Slice upTo(long head, Slice slice) {
    List<Logged> seen = slice.events().stream().filter(e -> e.seq() <= head).toList();
    boolean all = seen.size() == slice.events().size();
    return all ? slice : new Slice(seen, slice.more(), slice.floor());
  }

  /** Writes the newest messages. */
  void writeLast(Slice slice) {
    writePage(place.shared().cut().cut(slice, PageCut.Keep.NEWEST));
  }

  private void writePage(Slice slice) {
    if (!slice.events().isEmpty()) {
      String epoch = place.shared().log().epoch();
      outbox.send(new Page(null, place.room(), epoch, PageCut.events(slice), slice.more()));
    }
  }

  private void writeOne(Logged logged) {
    if (dialect == Dialect.JSON) {
      outbox.write(place.shared().codec().write(logged.event()));
      return;
    }
    String text = PlainText.of(logged);
    if (text != null) {
      outbox.write(text.getBytes(UTF_8));
    }
  }
}

package dev.yodel.server.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.protocol.ErrorCode;
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
import java.time.Duration;
import java.util.List;

/**
 * Parts of the log for one member: asks for them, and writes them in its dialect. One question
 * stands at a time; whoever asks anew, or goes on without an answer, hears no more of the one
 * before.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Replay {

  /** How long to wait before asking a log again that could not be read. */
  static final Duration RETRY = Duration.ofSeconds(1);

  /** How often a log is asked that cannot be read; one that has too much to do does not count. */
  static final int MAX_FAILURES = 5;

  /** Takes what was asked for. */
  interface Reader {
    void onSlice(Slice slice);

    /** The log cannot be read. */
    void onUnreadable();
  }

  private final SectionPlace place;
  private final Outbox outbox;
  private final Dialect dialect;
  private long question;
  private int failures;

  Replay(SectionPlace place, Outbox outbox, Dialect dialect) {
    this.place = place;
    this.outbox = outbox;
    this.dialect = dialect;
  }

  /** Asks for the events after a place. */
  void ask(long after, Reader reader) {
    ask(new LogQuery.Events(place.room(), after, place.shared().pageEvents()), reader);
  }

  /** Asks for the newest messages up to a place. */
  void askLast(int count, long head, Reader reader) {
    HistoryRange range = new HistoryRange(HistoryRange.Direction.BEFORE, head + 1);
    ask(new LogQuery.Messages(place.room(), range, count), reader);
  }

  private void ask(LogQuery query, Reader reader) {
    long asked = ++question;
    outbox
        .reads()
        .submit(
            query,
            answer -> {
              if (asked == question) {
                onAnswer(query, reader, answer);
              }
            });
  }

  private void onAnswer(LogQuery query, Reader reader, Answer<Slice> answer) {
    if (answer instanceof Answer.Given<Slice> given) {
      failures = 0;
      reader.onSlice(given.value());
      return;
    }
    boolean busy =
        answer instanceof Answer.Refused<Slice> why && why.code() == ErrorCode.OVERLOADED;
    failures += busy ? 0 : 1;
    if (failures < MAX_FAILURES) {
      later(() -> ask(query, reader));
    } else {
      failures = 0;
      reader.onUnreadable();
    }
  }

  /** Does something after a while, unless the question that stands is given up meanwhile. */
  void later(Runnable action) {
    long asked = question;
    place
        .owner()
        .schedule(
            RETRY,
            () -> {
              if (asked == question) {
                action.run();
              }
            });
  }

  /** Gives the question up that stands. */
  void giveUp() {
    question++;
    failures = 0;
  }

  /**
   * Writes as much as one page holds: before {@code live} as a page, later event by event. What the
   * section has not seen yet will be shown, so a seat never runs ahead of its section.
   *
   * @param head the last event that the section saw
   * @return the place of the last event that was written; 0 for none
   */
  long write(Slice slice, long head, boolean asPage) {
    Slice page = place.shared().cut().oldest(upTo(head, slice));
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
    writePage(place.shared().cut().newest(slice));
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

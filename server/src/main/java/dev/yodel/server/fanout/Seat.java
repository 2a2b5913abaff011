package dev.yodel.server.fanout;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One member in one section: a cursor, and whether it keeps up.
 *
 * <pre>
 *   LIVE --not writable--&gt; BEHIND --cursor below recent's floor--&gt; FILLING (pages of the log)
 *    ^                       |  &lt;------- at or above the floor ---------'
 *    '---- cursor at head ---'
 * </pre>
 *
 * A member that resumes is like one that was slow; until it reached the head at which it came, it
 * is sent pages, then {@code live}, then events.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Seat {

  /** How long to wait before asking a log again that could not be read. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Section section;
  private final Member member;
  private final Outbox outbox;
  private final Replay replay;
  private SeatState state = SeatState.BEHIND;
  private long cursor;
  private long liveAt;
  private boolean saidLive;
  private boolean countStale;

  Seat(Section section, Member member) {
    this.section = section;
    this.member = member;
    this.outbox = (Outbox) member.peer(); // every peer that reaches a fan-out is one
    this.replay = new Replay(section.place(), outbox, member.dialect());
  }

  Dialect dialect() {
    return member.dialect();
  }

  SeatState state() {
    return state;
  }

  /** The last event that the peer was sent, or that there was nothing to send of. */
  long cursor() {
    return cursor;
  }

  void begin(Seating seating) {
    liveAt = section.head();
    cursor = seating.cursor();
    if (dialect() == Dialect.PLAIN) {
      saidLive = true;
      proceed();
      return;
    }
    outbox.send(seating.joined());
    if (seating.last() > 0) {
      state = SeatState.FILLING;
      replay.askLast(seating.last(), cursor, this::onLast);
    } else {
      proceed();
    }
  }

  void end() {
    state = SeatState.ENDED;
    outbox.forget(this);
  }

  /** The section saw events. */
  void show(Batch events) {
    if (state != SeatState.LIVE) {
      return;
    }
    if (outbox.isWritable()) {
      send(events.frames(dialect()), events.last());
    } else {
      fallBehind();
    }
  }

  private void fallBehind() {
    state = SeatState.BEHIND;
    countStale = true;
    outbox.await(this);
  }

  private void send(@Nullable PreparedFrame frames, long last) {
    assert last > cursor;
    if (frames != null) {
      outbox.deliver(frames);
    }
    cursor = last;
  }

  /**
   * Tells what is not kept, if the peer reads; a count that it misses it gets with what follows.
   */
  void tell(Notice notice) {
    if (dialect() != Dialect.JSON || member.connection() == notice.exceptConnection()) {
      return;
    }
    if (saidLive && outbox.isWritable()) {
      outbox.deliver(notice.frame());
    } else if (notice.count() != null) {
      missCount();
    }
  }

  /** It was not told a count: it gets the present one as soon as it reads. */
  void missCount() {
    countStale = true;
    if (state == SeatState.LIVE && outbox.isWritable()) {
      sayCount();
    } else if (state == SeatState.LIVE) {
      fallBehind();
    }
  }

  /** There is room in the outbox again. */
  void onWritable() {
    if (state == SeatState.BEHIND) {
      proceed();
    }
  }

  /** Goes as far as recent frames and the outbox allow. */
  private void proceed() {
    assert state == SeatState.BEHIND;
    if ((cursor < liveAt && !saidLive) || cursor < section.recent().floor()) {
      fill();
      return;
    }
    sayLive();
    for (ShownEvent event : section.recent().after(cursor)) {
      if (!outbox.isWritable()) {
        outbox.await(this);
        return;
      }
      send(event.frame(dialect()), event.seq());
    }
    cursor = section.head();
    if (countStale && !outbox.isWritable()) {
      outbox.await(this);
      return;
    }
    sayCount();
    state = SeatState.LIVE;
  }

  private void sayCount() {
    if (countStale && dialect() == Dialect.JSON) {
      outbox.send(section.count());
    }
    countStale = false;
  }

  private void sayLive() {
    if (!saidLive) {
      saidLive = true;
      outbox.send(new ServerMessage.Live(section.place().room(), cursor));
    }
  }

  private void fill() {
    if (!outbox.isWritable()) {
      outbox.await(this);
      return;
    }
    state = SeatState.FILLING;
    replay.ask(cursor, this::onPage);
  }

  private void onPage(Answer<Slice> answer) {
    if (state != SeatState.FILLING) {
      return;
    }
    if (!(answer instanceof Answer.Given<Slice> given)) {
      section.place().owner().schedule(RETRY, this::resume);
      return;
    }
    Slice slice = given.value();
    state = SeatState.BEHIND;
    if (cursor < slice.floor()) {
      onOvertaken(slice.floor());
      return;
    }
    long reached = replay.write(slice, section.head(), !saidLive);
    if (reached == 0) {
      state = SeatState.FILLING;
      section.place().owner().schedule(RETRY, this::resume);
    } else {
      cursor = reached;
      proceed();
    }
  }

  /** Retention dropped what it had yet to see. */
  private void onOvertaken(long floor) {
    if (dialect() == Dialect.PLAIN) {
      outbox.close(CloseCode.TOO_SLOW);
      return;
    }
    resync(section.overtaken(floor));
  }

  /** Continuity is lost: goes on at the head. */
  void resync(ServerMessage.Resync resync) {
    if (dialect() == Dialect.PLAIN) {
      return;
    }
    outbox.forget(this);
    ServerMessage.RoomSpan span =
        new ServerMessage.RoomSpan(resync.span().epoch(), section.head(), resync.span().floor());
    outbox.send(new ServerMessage.Resync(resync.room(), span, resync.reason()));
    cursor = section.head();
    state = SeatState.LIVE;
    sayLive();
    sayCount();
  }

  private void onLast(Answer<Slice> answer) {
    if (state == SeatState.FILLING && answer instanceof Answer.Given<Slice> given) {
      replay.writeLast(given.value());
    }
    resume();
  }

  private void resume() {
    if (state == SeatState.FILLING) {
      state = SeatState.BEHIND;
      proceed();
    }
  }
}

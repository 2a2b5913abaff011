package dev.yodel.server.fanout;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
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

  private static final String UNREADABLE = "the log cannot be read now";

  private final Section section;
  private final Member member;
  private final Outbox outbox;
  private final Replay replay;
  private final Tidings tidings;
  private SeatState state = SeatState.BEHIND;
  private long cursor;
  private long liveAt;
  private long floor;

  Seat(Section section, Member member) {
    this.section = section;
    this.member = member;
    this.outbox = (Outbox) member.peer(); // every peer that reaches a fan-out is one
    this.replay = new Replay(section.place(), outbox, member.dialect());
    this.tidings = new Tidings(section, member, outbox);
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
    floor = seating.joined().span().floor();
    if (dialect() == Dialect.PLAIN) {
      proceed();
      return;
    }
    outbox.send(seating.joined());
    if (seating.last() > 0) {
      state = SeatState.FILLING;
      replay.askLast(seating.last(), cursor, new Last());
    } else {
      proceed();
    }
  }

  void end() {
    state = SeatState.ENDED;
    replay.giveUp();
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
    tidings.missCount();
    outbox.await(this);
  }

  private void send(@Nullable PreparedFrame frames, long last) {
    assert last > cursor;
    if (frames != null) {
      outbox.deliver(frames);
    }
    cursor = last;
  }

  /** Tells what is not kept; a count that the peer misses it gets with what follows. */
  void tell(Notice notice) {
    boolean heard = tidings.tell(notice);
    if (!heard && notice.count() != null && state == SeatState.LIVE) {
      fallBehind();
    }
  }

  /** It was not told a count: it gets the present one as soon as it reads. */
  void missCount() {
    tidings.missCount();
    if (state == SeatState.LIVE && outbox.isWritable()) {
      tidings.sayCount();
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
    if ((cursor < liveAt && !tidings.saidLive()) || cursor < section.recent().floor()) {
      fill();
      return;
    }
    tidings.sayLive(cursor);
    for (ShownEvent event : section.recent().after(cursor)) {
      if (!outbox.isWritable()) {
        outbox.await(this);
        return;
      }
      send(event.frame(dialect()), event.seq());
    }
    cursor = section.head();
    if (tidings.owesCount() && !outbox.isWritable()) {
      outbox.await(this);
      return;
    }
    tidings.sayCount();
    state = SeatState.LIVE;
  }

  private void fill() {
    if (!outbox.isWritable()) {
      outbox.await(this);
      return;
    }
    state = SeatState.FILLING;
    replay.ask(cursor, new Next());
  }

  /** Takes the events that come next. */
  private final class Next implements Replay.Reader {
    @Override
    public void onSlice(Slice slice) {
      assert state == SeatState.FILLING;
      if (cursor < slice.floor()) {
        floor = slice.floor();
        lose(CloseCode.TOO_SLOW, "events were dropped before one read them");
        return;
      }
      long reached = replay.write(slice, section.head(), !tidings.saidLive());
      if (reached == 0) {
        replay.later(Seat.this::resume);
      } else {
        cursor = reached;
        resume();
      }
    }

    @Override
    public void onUnreadable() {
      lose(CloseCode.TRY_AGAIN_LATER, UNREADABLE);
    }
  }

  /** Takes the messages that a member begins with. */
  private final class Last implements Replay.Reader {
    @Override
    public void onSlice(Slice slice) {
      assert state == SeatState.FILLING;
      replay.writeLast(slice);
      resume();
    }

    @Override
    public void onUnreadable() {
      lose(CloseCode.TRY_AGAIN_LATER, UNREADABLE);
    }
  }

  private void resume() {
    state = SeatState.BEHIND;
    proceed();
  }

  /** What it had yet to see will not come: a plain member has no word for that and is closed. */
  private void lose(CloseCode code, String reason) {
    if (dialect() == Dialect.PLAIN) {
      outbox.close(code);
      return;
    }
    resync(section.lost(floor, reason));
  }

  /** Continuity is lost: goes on at the head. */
  void resync(ServerMessage.Resync resync) {
    if (dialect() == Dialect.PLAIN) {
      return;
    }
    outbox.forget(this);
    replay.giveUp();
    ServerMessage.RoomSpan span =
        new ServerMessage.RoomSpan(resync.span().epoch(), section.head(), resync.span().floor());
    outbox.send(new ServerMessage.Resync(resync.room(), span, resync.reason()));
    cursor = section.head();
    state = SeatState.LIVE;
    tidings.sayLive(cursor);
    tidings.sayCount();
  }
}

package dev.yodel.server.fanout;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
import java.time.Duration;

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

  /** Whether a seat keeps up. */
  enum State {
    /** It has all that the section saw. */
    LIVE,
    /** Its cursor is behind; it goes on when the connection is writable. */
    BEHIND,
    /** A page of the log is on its way to it. */
    FILLING,
    /** It left. */
    ENDED
  }

  /** How long to wait before asking a log again that could not be read. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Section section;
  private final Member member;
  private final Outbox outbox;
  private final Replay replay;
  private State state = State.BEHIND;
  private long cursor;
  private long liveAt;
  private boolean saidLive;

  Seat(Section section, Member member) {
    this.section = section;
    this.member = member;
    this.outbox = (Outbox) member.peer(); // every peer that reaches a fan-out is one
    this.replay = new Replay(section.place(), outbox, member.dialect());
  }

  Dialect dialect() {
    return member.dialect();
  }

  State state() {
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
      state = State.FILLING;
      askLast(seating.last());
    } else {
      proceed();
    }
  }

  void end() {
    state = State.ENDED;
    outbox.forget(this);
  }

  /** The section saw an event. */
  void show(ShownEvent event) {
    if (state != State.LIVE) {
      return;
    }
    if (outbox.isWritable()) {
      send(event);
    } else {
      state = State.BEHIND;
      outbox.await(this);
    }
  }

  private void send(ShownEvent event) {
    assert event.seq() > cursor;
    PreparedFrame frame = event.frame(dialect());
    if (frame != null) {
      outbox.write(frame);
    }
    cursor = event.seq();
  }

  /** Tells what is not kept, if the peer reads. */
  void tell(PreparedFrame frame, long exceptConnection) {
    boolean wanted = dialect() == Dialect.JSON && member.connection() != exceptConnection;
    if (wanted && saidLive && outbox.isWritable()) {
      outbox.write(frame);
    }
  }

  /** There is room in the outbox again. */
  void onWritable() {
    if (state == State.BEHIND) {
      proceed();
    }
  }

  /** Goes as far as recent frames and the outbox allow. */
  private void proceed() {
    assert state == State.BEHIND;
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
      send(event);
    }
    cursor = section.head();
    state = State.LIVE;
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
    state = State.FILLING;
    SectionPlace.Shared shared = section.place().shared();
    outbox
        .reads()
        .submit(
            new LogQuery.Events(section.place().room(), cursor, shared.pageEvents()), this::onPage);
  }

  private void onPage(Answer<Slice> answer) {
    if (state != State.FILLING) {
      return;
    }
    if (!(answer instanceof Answer.Given<Slice> given)) {
      section.place().owner().schedule(RETRY, this::resume);
      return;
    }
    Slice slice = given.value();
    state = State.BEHIND;
    if (cursor < slice.floor()) {
      onOvertaken(slice.floor());
      return;
    }
    long reached = replay.write(slice, section.head(), !saidLive);
    if (reached == 0) {
      state = State.FILLING;
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
    SectionPlace place = section.place();
    ServerMessage.RoomSpan span =
        new ServerMessage.RoomSpan(place.shared().log().epoch(), section.head(), floor);
    resync(
        new ServerMessage.Resync(place.room(), span, "events were dropped before one read them"));
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
    state = State.LIVE;
    sayLive();
  }

  private void askLast(int count) {
    outbox
        .reads()
        .submit(
            new LogQuery.Messages(
                section.place().room(),
                new HistoryRange(HistoryRange.Direction.BEFORE, cursor + 1),
                count),
            this::onLast);
  }

  private void onLast(Answer<Slice> answer) {
    if (state != State.FILLING) {
      return;
    }
    if (answer instanceof Answer.Given<Slice> given) {
      replay.writeLast(given.value());
    }
    resume();
  }

  private void resume() {
    if (state == State.FILLING) {
      state = State.BEHIND;
      proceed();
    }
  }
}

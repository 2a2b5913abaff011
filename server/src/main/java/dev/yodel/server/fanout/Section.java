package dev.yodel.server.fanout;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Presence.Change;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.owner.OwnedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of an audience that sits on one event loop. All of it runs there, called by {@link
 * LoopAudience} through its {@link Inbox}, so it sees what the room did in the room's order.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Section {

  /** How long a count that load kept back waits before it is tried again. */
  static final Duration COUNT_LATER = Duration.ofSeconds(1);

  private final SectionPlace place;
  private final LoopCommons loop;
  private final RecentFrames recent;
  private final Map<Long, Seat> byConnection = new HashMap<>();
  private final List<Seat> seats = new ArrayList<>();
  private final Batch batch;
  private long head;
  private int users;
  private boolean countOwed;

  Section(SectionPlace place, LoopCommons loop, FrameMaker frames) {
    this.place = place;
    this.batch = new Batch(frames);
    this.loop = loop;
    this.recent = new RecentFrames(loop.recent(), 0);
  }

  SectionPlace place() {
    return place;
  }

  RecentFrames recent() {
    return recent;
  }

  /** The last event that it saw. */
  long head() {
    return head;
  }

  /** How many users the room was last said to have. */
  ServerMessage.Presence count() {
    return new ServerMessage.Presence(place.room(), Change.COUNT, null, users);
  }

  /** Somebody sits here again, behind an event of the room. */
  void open(long seq) {
    assert place.owner().isCurrent();
    assert seats.isEmpty();
    head = seq;
    recent.clear(head);
  }

  void seat(Member member, Seating seating) {
    assert place.owner().isCurrent();
    settle();
    users = seating.joined().count();
    if (!speaks(member.dialect())) {
      recent.clear(head);
    }
    Seat seat = new Seat(this, member);
    byConnection.put(member.connection(), seat);
    seats.add(seat);
    seat.begin(seating);
  }

  private boolean speaks(Dialect dialect) {
    for (Seat seat : seats) {
      if (seat.dialect() == dialect) {
        return true;
      }
    }
    return false;
  }

  void unseat(Member member, @Nullable String id) {
    remove(member);
    if (id != null) {
      member.peer().send(ServerMessage.Ok.of(id));
    }
  }

  void expel(Member member, CloseCode code) {
    remove(member);
    member.peer().close(code);
  }

  private void remove(Member member) {
    assert place.owner().isCurrent();
    settle();
    Seat seat = byConnection.remove(member.connection());
    if (seat != null) {
      seat.end();
      seats.remove(seat);
    }
  }

  /** Sees an event, which {@link #settle} shows; the caller gives its share of it away. */
  void show(ShownEvent event) {
    assert place.owner().isCurrent();
    assert event.seq() > head;
    head = event.seq();
    if (event.deletes()) {
      recent.forgetTextOf(event.about());
    }
    recent.add(event);
    batch.add(event);
    if (batch.isFull()) {
      settle();
    }
  }

  /** Shows every seat what the section has seen and not yet shown. */
  void settle() {
    if (batch.isEmpty()) {
      return;
    }
    for (int i = 0; i < seats.size(); i++) {
      seats.get(i).show(batch);
    }
    batch.clear();
  }

  /** Tells what is not kept; the caller gives its share of the frame away. */
  void tell(Notice notice) {
    assert place.owner().isCurrent();
    settle();
    users = notice.count() == null ? users : notice.count();
    if (loop.shedding().getAsBoolean()) {
      drop(notice);
      return;
    }
    for (int i = 0; i < seats.size(); i++) {
      seats.get(i).tell(notice);
    }
    notice.frame().release();
  }

  /** Load is shed: typing is forgotten, and of presence only the count is told, afterwards. */
  private void drop(Notice notice) {
    if (notice.count() != null && !countOwed) {
      countOwed = true;
      place.owner().schedule(COUNT_LATER, this::tellCount);
    }
    notice.frame().release();
  }

  private void tellCount() {
    if (loop.shedding().getAsBoolean()) {
      place.owner().schedule(COUNT_LATER, this::tellCount);
      return;
    }
    countOwed = false;
    for (Seat seat : List.copyOf(seats)) {
      seat.missCount();
    }
  }

  /** What a member is told who will not see all that it had yet to see. */
  ServerMessage.Resync lost(long floor, String reason) {
    ServerMessage.RoomSpan span =
        new ServerMessage.RoomSpan(place.shared().log().epoch(), head, floor);
    return new ServerMessage.Resync(place.room(), span, reason);
  }

  void resync(ServerMessage.Resync resync) {
    assert place.owner().isCurrent();
    settle();
    for (Seat seat : List.copyOf(seats)) {
      seat.resync(resync);
    }
  }

  /** Nobody sits here any more. */
  void close() {
    assert place.owner().isCurrent();
    settle();
    recent.clear(head);
  }
}

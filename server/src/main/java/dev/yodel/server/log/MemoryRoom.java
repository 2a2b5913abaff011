package dev.yodel.server.log;

import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.More;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One room of a {@link MemoryLog}, which guards it. */
final class MemoryRoom {

  /** What a room and a {@code postId} take, in bytes and rounded up. */
  static final int ROOM_BYTES = 1_000;

  private static final int POST_BYTES = 300;

  private final RoomName name;
  private final Retention retention;
  private final MemoryEvents events = new MemoryEvents();
  private final TreeMap<Long, MessageFold> messages = new TreeMap<>();
  private final PostIds posts = new PostIds();
  private final Sanctions sanctions = new Sanctions();
  private long head;
  private long floor;
  private long toldBytes;
  private long toldFloor;

  /**
   * A room without events.
   *
   * @param head after which place its events come; all up to there are gone
   */
  MemoryRoom(RoomName name, Retention retention, long head) {
    this.name = name;
    this.retention = retention;
    this.head = head;
    this.floor = head;
  }

  static Receipt receipt(EventHeader at, boolean duplicate) {
    return new Receipt(at.room(), at.postId(), at.seq(), at.time(), duplicate);
  }

  RoomState state(Instant now) {
    return new RoomState(name, head, floor, sanctions.inForce(now));
  }

  /** The answer to a draft that is not logged: because it was before, or may not be. */
  @Nullable Answer<Receipt> check(Draft draft) {
    EventHeader first = posts.find(draft);
    if (first != null) {
      return new Answer.Given<>(receipt(first, true));
    }
    long target = DraftRules.target(draft.content());
    MessageFold message = messages.get(target);
    return target == DraftRules.NONE
        ? null
        : DraftRules.check(
            draft,
            message == null || message.isDeleted() ? null : message.author(),
            message != null
                && draft.content() instanceof Draft.React react
                && react.on()
                && message.isFullFor(react.key()));
  }

  Logged add(Draft draft, long seq, Instant now) {
    EventHeader at =
        new EventHeader(
            name,
            seq,
            head,
            now.truncatedTo(ChronoUnit.MILLIS),
            draft.by().author(),
            draft.postId());
    Logged logged = new Logged(draft.content().at(at), draft.by().plain());
    events.add(logged);
    posts.add(at);
    head = seq;
    apply(logged);
    return logged;
  }

  private void apply(Logged logged) {
    RoomEvent event = logged.event();
    MessageFold target = messages.get(event.about());
    if (event instanceof RoomEvent.Message message) {
      messages.put(event.at().seq(), new MessageFold(message, logged.plain()));
    } else if (event instanceof RoomEvent.Moderated moderated) {
      sanctions.apply(moderated);
    } else if (target != null) {
      applyTo(target, event);
    }
  }

  private void applyTo(MessageFold target, RoomEvent event) {
    if (event instanceof RoomEvent.Edited edited) {
      target.edit(edited);
    } else if (event instanceof RoomEvent.Reaction reaction) {
      target.react(reaction.at().from().id(), reaction.key(), reaction.on());
    } else if (event instanceof RoomEvent.Deleted deleted) {
      target.delete();
      events.forgetTexts(target, deleted.target());
    }
  }

  RoomName name() {
    return name;
  }

  long head() {
    return head;
  }

  long floor() {
    return floor;
  }

  /** Whether it has neither messages nor sanctions. */
  boolean isEmpty(Instant now) {
    return messages.isEmpty() && sanctions.inForce(now).isEmpty();
  }

  /** Drops what is too much or too old. */
  void retain(Instant now) {
    boolean dropped = false;
    while (messages.size() > retention.messages() || isTooOld(now)) {
      messages.pollFirstEntry();
      dropped = true;
    }
    if (dropped) {
      dropBefore(oldestMessage());
    }
    posts.forgetOld(floor, now);
  }

  private boolean isTooOld(Instant now) {
    return retention.age() != null
        && !messages.isEmpty()
        && messages.firstEntry().getValue().time().isBefore(now.minus(retention.age()));
  }

  /** Forgets the older half of the {@code postId}s of dropped events; false if it has none. */
  boolean forget() {
    int forgettable = posts.size() - events.size(); // both end with the newest event
    if (forgettable <= 0) {
      return false;
    }
    posts.forgetOldest((forgettable + 1) / 2);
    return true;
  }

  /**
   * Drops the older half of the events before its messages, or else of its messages, with their
   * {@code postId}s. False if it has neither.
   */
  boolean halve() {
    if (events.size() == 0) {
      return false;
    }
    if (!dropBefore(events.middleBefore(oldestMessage()))) {
      for (int left = messages.size() / 2; messages.size() > left; ) {
        messages.pollFirstEntry();
      }
      dropBefore(oldestMessage());
    }
    posts.forgetUpTo(floor);
    return true;
  }

  /** Drops everything but sanctions. */
  void clear() {
    messages.clear();
    dropBefore(oldestMessage());
    posts.forgetUpTo(floor);
  }

  private long oldestMessage() {
    return messages.isEmpty() ? Long.MAX_VALUE : messages.firstKey();
  }

  /** Drops events; false if there were none. */
  private boolean dropBefore(long seq) {
    long last = events.dropBefore(seq);
    floor = Math.max(floor, last);
    return last > 0;
  }

  /** Whether the floor rose since this was asked last, or was above 0 when it was first asked. */
  boolean takeRise() {
    boolean risen = floor > toldFloor;
    toldFloor = floor;
    return risen;
  }

  /** By how many bytes it grew since this was asked last. */
  long takeGrowth() {
    long before = toldBytes;
    toldBytes = bytes();
    return toldBytes - before;
  }

  /** About how much memory it takes. */
  long bytes() {
    return ROOM_BYTES + events.bytes() + (long) posts.size() * POST_BYTES;
  }

  /** All but a search. */
  Slice read(LogQuery query) {
    if (query instanceof LogQuery.Events after) {
      List<Logged> found = events.after(after.after(), query.limit());
      boolean more = !found.isEmpty() && found.get(found.size() - 1).seq() < head;
      return new Slice(found, new More(after.after() > floor, more), floor);
    }
    return MemoryReader.messages(messages, (LogQuery.Messages) query, floor);
  }

  /** Some messages before a place, the newest of them, ascending. */
  List<Logged> before(long seq, int limit) {
    return MemoryReader.newest(messages.headMap(seq, false), limit);
  }
}

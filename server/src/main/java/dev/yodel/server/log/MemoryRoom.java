package dev.yodel.server.log;

import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.More;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One room of a {@link MemoryLog}, which guards it. */
final class MemoryRoom {

  /** The most {@code postId}s that are remembered: a bound on memory where 24 h is not one. */
  static final int MAX_POST_IDS = 100_000;

  /** What a room, an event and a {@code postId} take beside texts, in bytes and rounded up. */
  static final int ROOM_BYTES = 1_000;

  private static final int EVENT_BYTES = 700;
  private static final int POST_BYTES = 300;

  private record PostKey(String user, String postId) {}

  private final RoomName name;
  private final Retention retention;
  private final TreeMap<Long, Logged> events = new TreeMap<>();
  private final TreeMap<Long, MessageFold> messages = new TreeMap<>();
  private final Map<PostKey, EventHeader> posts = new LinkedHashMap<>();
  private final Sanctions sanctions = new Sanctions();
  private long head;
  private long floor;
  private long textBytes;

  MemoryRoom(RoomName name, Retention retention) {
    this.name = name;
    this.retention = retention;
  }

  static RoomState empty(RoomName name) {
    return new RoomState(name, 0, 0, List.of());
  }

  static Slice nothing() {
    return new Slice(List.of(), new More(false, false), 0);
  }

  static Receipt receipt(EventHeader at, boolean duplicate) {
    return new Receipt(at.room(), at.postId(), at.seq(), at.time(), duplicate);
  }

  RoomState state(Instant now) {
    return new RoomState(name, head, floor, sanctions.inForce(now));
  }

  /** The answer to a draft that is not logged: because it was before, or may not be. */
  @Nullable Answer<Receipt> check(Draft draft) {
    EventHeader first = posts.get(new PostKey(draft.by().author().id(), draft.postId()));
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
    events.put(seq, logged);
    textBytes += textBytes(logged);
    posts.put(new PostKey(at.from().id(), at.postId()), at);
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
      for (long seq : target.textSeqs()) {
        events.computeIfPresent(seq, (key, logged) -> forgetText(logged, deleted.target()));
      }
    }
  }

  private Logged forgetText(Logged logged, long target) {
    Logged left = withoutText(logged, target);
    textBytes += textBytes(left) - textBytes(logged);
    return left;
  }

  private static Logged withoutText(Logged logged, long target) {
    RoomEvent event = logged.event();
    if (event.about() == target && event instanceof RoomEvent.Message message) {
      return new Logged(
          new RoomEvent.Message(message.at(), "", message.replyTo(), MessageState.DELETED),
          logged.plain());
    }
    if (event.about() == target && event instanceof RoomEvent.Edited edited) {
      return new Logged(new RoomEvent.Edited(edited.at(), target, ""), logged.plain());
    }
    return logged;
  }

  RoomName name() {
    return name;
  }

  long floor() {
    return floor;
  }

  /** Drops what is too much or too old; true if the floor rose. */
  boolean retain(Instant now) {
    boolean dropped = false;
    while (messages.size() > retention.messages() || isTooOld(now)) {
      messages.pollFirstEntry();
      dropped = true;
    }
    if (dropped) {
      dropBelowMessages();
    }
    forgetPosts(now);
    return dropped;
  }

  /** Drops the older half of its messages, and what was posted with them; false if it has none. */
  boolean halve() {
    if (messages.isEmpty()) {
      return false;
    }
    for (int left = messages.size() / 2; messages.size() > left; ) {
      messages.pollFirstEntry();
    }
    dropBelowMessages();
    posts.values().removeIf(at -> at.seq() <= floor);
    return true;
  }

  private void dropBelowMessages() {
    long kept = messages.isEmpty() ? Long.MAX_VALUE : messages.firstKey();
    Map<Long, Logged> below = events.headMap(kept);
    floor = Math.max(floor, events.lowerKey(kept) == null ? 0 : events.lowerKey(kept));
    below.values().forEach(logged -> textBytes -= textBytes(logged));
    below.clear();
  }

  /** About how much memory it takes. */
  long bytes() {
    return ROOM_BYTES
        + (long) events.size() * EVENT_BYTES
        + (long) posts.size() * POST_BYTES
        + textBytes;
  }

  private static long textBytes(Logged logged) {
    RoomEvent event = logged.event();
    if (event instanceof RoomEvent.Message message) {
      return 2L * message.text().length();
    }
    return event instanceof RoomEvent.Edited edited ? 2L * edited.text().length() : 0;
  }

  private void forgetPosts(Instant now) {
    Iterator<EventHeader> oldest = posts.values().iterator();
    while (oldest.hasNext() && mayForget(oldest.next(), now)) {
      oldest.remove();
    }
  }

  private boolean isTooOld(Instant now) {
    return retention.age() != null
        && !messages.isEmpty()
        && messages
            .firstEntry()
            .getValue()
            .logged()
            .event()
            .at()
            .time()
            .isBefore(now.minus(retention.age()));
  }

  private boolean mayForget(EventHeader at, Instant now) {
    return posts.size() > MAX_POST_IDS
        || (at.seq() <= floor && at.time().isBefore(now.minus(Retention.POST_IDS)));
  }

  /** All but a search. */
  Slice read(LogQuery query) {
    if (query instanceof LogQuery.Events after) {
      List<Logged> found =
          events.tailMap(after.after(), false).values().stream().limit(query.limit()).toList();
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

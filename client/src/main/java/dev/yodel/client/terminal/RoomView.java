package dev.yodel.client.terminal;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Presence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One room as the terminal knows it. Owned by the chat's thread. */
final class RoomView {

  /** The most messages that are kept, for commands about them and for turning to the room. */
  static final int KEPT = 1_000;

  private final RoomName name;
  private final TreeMap<Long, RoomEvent.Message> messages = new TreeMap<>();
  private final Map<String, String> members = new LinkedHashMap<>();
  private final Deque<RoomEvent> replay = new ArrayDeque<>();
  private int missedMessages;
  private int missedChanges;
  private boolean cut;
  private int count;
  private boolean replaying;
  private boolean away;
  private boolean returning;
  private int unread;
  private boolean called;
  private long seen;
  private long oldest;

  RoomView(RoomName name) {
    this.name = name;
  }

  RoomName name() {
    return name;
  }

  /** One is in it: what follows is of before. */
  void enter(Joined joined) {
    returning = joined.recovered() != null;
    replaying = true;
    replay.clear();
    missedMessages = 0;
    missedChanges = 0;
    cut = false;
    members.clear();
    joined.members().forEach(member -> members.put(member.id(), member.name()));
    count = joined.count();
  }

  /** The connection went. */
  void lose() {
    away = true;
  }

  boolean isReplaying() {
    return replaying;
  }

  /** Whether something is to come yet from before an outage. */
  boolean isAway() {
    return away;
  }

  /** Whether one was in it before the last outage. */
  boolean isReturning() {
    return returning;
  }

  /** Counts an event of before that somebody else brought about. */
  void tally(RoomEvent event) {
    if (event instanceof RoomEvent.Message) {
      missedMessages++;
    } else {
      missedChanges++;
    }
  }

  int missedMessages() {
    return missedMessages;
  }

  int missedChanges() {
    return missedChanges;
  }

  /** Keeps an event of before until all are here; returns the oldest of too many, or null. */
  @Nullable RoomEvent hold(RoomEvent event) {
    replay.add(event);
    boolean tooMany = replay.size() > KEPT;
    cut |= tooMany;
    return tooMany ? replay.poll() : null;
  }

  /** Whether more came of before than is kept. */
  boolean isCut() {
    return cut;
  }

  /** The replay is over: the newest of what it brought. */
  List<RoomEvent> settle() {
    replaying = false;
    away = false;
    List<RoomEvent> all = List.copyOf(replay);
    replay.clear();
    return all;
  }

  /** Keeps a message, or changes one that is kept. */
  void apply(RoomEvent event) {
    seen = Math.max(seen, event.at().seq());
    if (event instanceof RoomEvent.Message message) {
      keep(message);
      reach(message.at().seq());
      members.replace(message.at().from().id(), message.at().from().name());
    } else if (event instanceof RoomEvent.Edited edited) {
      change(edited.target(), edited.text(), new MessageState(true, false, List.of()));
    } else if (event instanceof RoomEvent.Deleted deleted) {
      change(deleted.target(), "", MessageState.DELETED);
    }
  }

  /** Everything from this message on has been here. */
  void reach(long seq) {
    oldest = oldest == 0 ? seq : Math.min(oldest, seq);
  }

  /** Keeps a message for commands about it. */
  void keep(RoomEvent.Message message) {
    messages.put(message.at().seq(), message);
    if (messages.size() > KEPT) {
      messages.pollFirstEntry();
    }
  }

  private void change(long target, String text, MessageState state) {
    messages.computeIfPresent(
        target, (seq, old) -> new RoomEvent.Message(old.at(), text, old.replyTo(), state));
  }

  Optional<RoomEvent.Message> message(long seq) {
    return Optional.ofNullable(messages.get(seq));
  }

  /** The newest message that is so. */
  Optional<RoomEvent.Message> last(Predicate<RoomEvent.Message> so) {
    return messages.descendingMap().values().stream()
        .filter(message -> !message.state().deleted())
        .filter(so)
        .findFirst();
  }

  /** The newest messages, ascending. */
  List<RoomEvent.Message> newest(int limit) {
    List<RoomEvent.Message> all = new ArrayList<>(messages.values());
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  /** The {@code seq} of the message from which on all have been here; 0 for none. */
  long oldest() {
    return oldest;
  }

  /** The {@code seq} of the newest event. */
  long seen() {
    return seen;
  }

  /** Something arrived that nobody looks at. */
  void miss(boolean speaksToMe) {
    unread++;
    called |= speaksToMe;
  }

  /** Somebody looks at it; returns how much was unread. */
  int look() {
    int before = unread;
    unread = 0;
    called = false;
    return before;
  }

  int unread() {
    return unread;
  }

  /** The room's name and what is unread, as the prompt shows it. */
  String badge() {
    return name + ":" + unread + (called ? "!" : "");
  }

  void on(Presence presence) {
    count = presence.count();
    Author user = presence.user();
    if (user == null) {
      return;
    }
    if (presence.event() == Presence.Change.LEAVE) {
      members.remove(user.id());
    } else {
      members.put(user.id(), user.name());
    }
  }

  int count() {
    return count;
  }

  /** The names of those that are known to be here. */
  List<String> names() {
    return List.copyOf(members.values());
  }

  /** The name of a user that is known. */
  String nameOf(String id) {
    return members.getOrDefault(id, id);
  }
}

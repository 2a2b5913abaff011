package dev.yodel.client.terminal;

import dev.yodel.client.ConnectionState;
import dev.yodel.client.ConnectionState.Closed;
import dev.yodel.client.ConnectionState.Connecting;
import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the chat knows: the rooms, which of them one looks at, and how the connection is. */
final class ChatBoard {

  /** With more rooms than this the prompt only counts what is unread. */
  private static final int MAX_BADGES = 3;

  private final Map<String, RoomView> rooms = new LinkedHashMap<>();
  private @Nullable RoomView current;
  private boolean nowhere;
  private final Typists typists = new Typists();
  private ConnectionState state = new Connecting();
  private String self = "";
  private volatile Vocabulary vocabulary = new Vocabulary(List.of(), List.of());

  /** The words that Tab completes: immutable, for another thread. */
  record Vocabulary(List<String> rooms, List<String> names) {}

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** A room that one is in, or asked for. */
  RoomView enter(RoomName name) {
    RoomView room = rooms.computeIfAbsent(name.key(), key -> new RoomView(name));
    if (current == null && !nowhere) {
      current = room;
    }
    return room;
  }

  Optional<RoomView> find(RoomName name) {
    return Optional.ofNullable(rooms.get(name.key()));
  }

  void leave(RoomView room) {
    rooms.remove(room.name().key());
    if (room == current) {
      current = rooms.isEmpty() ? null : rooms.values().iterator().next();
    }
    learn();
  }

  /** The same for those who do not see where they are afterwards: nowhere if it was here. */
  void lose(RoomView room) {
    boolean here = room == current;
    leave(room);
    if (here) {
      turnAway();
    }
  }

  void turnTo(RoomView room) {
    current = room;
    nowhere = false;
  }

  /** One is in no room until one turns to one. */
  void turnAway() {
    current = null;
    nowhere = true;
  }

  /** The room that one looks at. */
  Optional<RoomView> current() {
    return Optional.ofNullable(current);
  }

  boolean isCurrent(RoomView room) {
    return room == current;
  }

  List<RoomView> all() {
    return List.copyOf(rooms.values());
  }

  ConnectionState state() {
    return state;
  }

  void become(ConnectionState next) {
    state = next;
  }

  String self() {
    return self;
  }

  /** Nobody misses what it says itself: a post that waited for the connection may be among it. */
  boolean isOwn(RoomEvent event) {
    return event.at().from().name().equals(self);
  }

  void call(String name) {
    self = name;
  }

  /** Somebody came, went or is called otherwise: Tab learns it. */
  void learn() {
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    rooms.values().forEach(room -> names.addAll(room.names()));
    names.remove(self);
    vocabulary =
        new Vocabulary(
            rooms.values().stream().map(room -> room.name().value()).toList(),
            names.stream().map(Escape::line).toList());
  }

  /** The prompt of the moment. */
  String prompt(Wording wording) {
    List<RoomView> unread =
        rooms.values().stream().filter(room -> room != current && room.unread() > 0).toList();
    List<String> badges = unread.stream().map(RoomView::badge).toList();
    if (badges.size() > MAX_BADGES) {
      int sum = unread.stream().mapToInt(RoomView::unread).sum();
      badges = List.of(sum + " in " + badges.size());
    }
    String room = current == null ? "no room" : current.name().value();
    return wording.prompt(room, badges, words(wording));
  }

  Typists typists() {
    return typists;
  }

  /** Who is writing in the room that one looks at. */
  String aside(Wording wording) {
    String words = current == null ? "" : typists.words(current.name(), wording.clock().instant());
    return words.isEmpty() ? "" : wording.palette().faint(words);
  }

  private String words(Wording wording) {
    if (state instanceof Live) {
      return "";
    } else if (state instanceof Waiting waiting) {
      return "offline, back " + wording.second(waiting.until());
    }
    return state instanceof Closed ? "closed" : "connecting";
  }
}

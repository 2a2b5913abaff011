package dev.yodel.client.terminal;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Typing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is writing, as far as one knows; six seconds after the last sign nobody is. */
final class Typists {

  /** How long a sign holds. */
  static final Duration SHOWN = Duration.ofSeconds(6);

  private static final int MAX_NAMES = 2;

  private record Writer(String room, String user) {}

  private record Sign(String name, Instant until) {}

  private final Map<Writer, Sign> signs = new LinkedHashMap<>();

  /** Somebody begins or goes on to write, or no longer does. */
  void on(Typing typing, Instant now) {
    signs.values().removeIf(sign -> !sign.until().isAfter(now));
    var writer = new Writer(typing.room().key(), typing.from().id());
    if (typing.active()) {
      signs.put(writer, new Sign(typing.from().name(), now.plus(SHOWN)));
    } else {
      signs.remove(writer);
    }
  }

  /** Somebody has said it; returns whether one knew of it. */
  boolean said(RoomName room, String user) {
    return signs.remove(new Writer(room.key(), user)) != null;
  }

  /** Who writes in a room; empty for nobody. */
  String words(RoomName room, Instant now) {
    List<String> names =
        signs.entrySet().stream()
            .filter(entry -> entry.getKey().room().equals(room.key()))
            .filter(entry -> entry.getValue().until().isAfter(now))
            .map(entry -> Escape.line(entry.getValue().name()))
            .toList();
    if (names.isEmpty()) {
      return "";
    }
    if (names.size() > MAX_NAMES) {
      return names.size() + " people are writing";
    }
    return String.join(" and ", names) + (names.size() == 1 ? " is writing" : " are writing");
  }
}

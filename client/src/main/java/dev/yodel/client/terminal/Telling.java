package dev.yodel.client.terminal;

import dev.yodel.client.Loss;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomEvent.Message;
import dev.yodel.protocol.ServerMessage.Direct;
import dev.yodel.protocol.ServerMessage.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what happened into words, with what the board knows about it. */
record Telling(ChatBoard board, Wording wording) {

  private static final int MAX_NAMES = 8;

  /** An event, before it is applied to its room. */
  String line(RoomView room, RoomEvent event) {
    String prefix = wording.live() || board.all().size() < 2 ? "" : "[" + room.name() + "] ";
    return prefix + words(room, event);
  }

  /** Events of before, each told and then applied. */
  List<String> replay(RoomView room, List<RoomEvent> events) {
    List<String> lines = new ArrayList<>();
    for (RoomEvent event : events) {
      lines.add(line(room, event));
      room.apply(event);
    }
    return lines;
  }

  private String words(RoomView room, RoomEvent event) {
    if (event instanceof Message message) {
      return wording.message(message, board.self());
    } else if (event instanceof RoomEvent.Edited edited) {
      return wording.edited(edited);
    } else if (event instanceof RoomEvent.Deleted deleted) {
      return wording.deleted(deleted, whose(room, deleted));
    } else if (event instanceof RoomEvent.Reaction reaction) {
      String to = room.message(reaction.target()).map(wording::excerpt).orElse("an old message");
      return wording.reaction(reaction, to);
    } else if (event instanceof RoomEvent.Moderated moderated) {
      return wording.moderated(moderated, Escape.line(room.nameOf(moderated.user())));
    }
    throw new IllegalArgumentException("event: " + event);
  }

  private static String whose(RoomView room, RoomEvent.Deleted deleted) {
    return room.message(deleted.target())
        .map(Message::at)
        .map(
            at ->
                at.from().id().equals(deleted.at().from().id())
                    ? "a message"
                    : "a message of " + Escape.line(at.from().name()))
        .orElse("an old message");
  }

  /** Who is in a room. */
  String here(RoomView room) {
    var names = room.names();
    String some = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
    int more = Math.max(0, room.count() - MAX_NAMES);
    return room.name()
        + ": "
        + room.count()
        + " here ("
        + some
        + (more == 0 ? ")" : " and " + more + " more)");
  }

  /** A room in the list of those that one is in. */
  static String listed(RoomView room) {
    String unread = room.unread() == 0 ? "" : ", " + room.unread() + " unread";
    return room.name() + ": " + room.count() + " here" + unread;
  }

  /** What an outage cost. */
  String missed(RoomView room, @Nullable Instant since) {
    String after =
        since == null
            ? ""
            : " after "
                + Wording.span(Duration.between(since, wording.clock().instant()).toSeconds());
    List<String> missed = new ArrayList<>();
    if (room.missedMessages() > 0) {
      missed.add(Wording.count(room.missedMessages(), "message"));
    }
    if (room.missedChanges() > 0) {
      missed.add(Wording.count(room.missedChanges(), "change"));
    }
    String what = missed.isEmpty() ? "nothing" : String.join(" and ", missed);
    return "back in " + room.name() + after + ": " + what + " missed";
  }

  /** The same, and the newest lines of it. */
  List<String> back(RoomView room, List<String> lines, @Nullable Instant since) {
    String cut =
        room.isCut() ? ", the last " + lines.size() + " of them (/history shows more)" : "";
    List<String> shown = new ArrayList<>(List.of(wording.notice(missed(room, since) + cut)));
    shown.addAll(lines);
    return shown;
  }

  /** What is gone for good. */
  String loss(Loss loss) {
    String why =
        switch (loss.reason()) {
          case DROPPED -> "the server no longer has messages from before";
          case REPLACED -> "the server's log is another one; it begins anew";
          case UNEXPLAINED -> "the server left out a message";
        };
    return loss.room() + ": " + why;
  }

  /** Who came, went or is called otherwise; empty when it is not worth a line. */
  String presence(RoomView room, Presence presence) {
    if (presence.user() == null) {
      return "";
    }
    String name = presence.user().name();
    return switch (presence.event()) {
      case JOIN -> name.equals(board.self()) ? "" : name + " came";
      case LEAVE -> name + " left";
      case RENAME -> room.nameOf(presence.user().id()) + " is now " + name;
      case COUNT -> "";
    };
  }

  /** To whom a direct message went. */
  String recipient(Direct direct) {
    boolean mine = direct.from().name().equals(board.self());
    return mine
        ? board.all().stream()
            .map(room -> room.nameOf(direct.to()))
            .filter(name -> !name.equals(direct.to()))
            .findFirst()
            .orElse(direct.to())
        : "you";
  }
}

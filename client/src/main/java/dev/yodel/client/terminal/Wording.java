package dev.yodel.client.terminal;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.ServerMessage.Direct;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The lines that the chat shows. Everything that comes from others passes {@link Escape} here.
 *
 * @param clock tells the day and the zone
 * @param live for a person at a terminal: with times, and with line breaks kept
 */
record Wording(Palette palette, Clock clock, boolean live) {

  private static final String ACT = "/me ";
  private static final int EXCERPT = 40;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** A message; of several lines those behind the first stand apart. */
  String message(RoomEvent.Message message, String self) {
    return time(message.at().time()) + body(message, self);
  }

  /** A message with the number that commands know it by. */
  String numbered(RoomEvent.Message message, String self) {
    String number = palette.faint("#" + message.at().seq());
    return time(message.at().time()) + number + ' ' + body(message, self);
  }

  private String body(RoomEvent.Message message, String self) {
    String name = Escape.line(message.at().from().name());
    if (message.state().deleted()) {
      return palette.name(name) + palette.faint(": (deleted)");
    }
    String text = message.text();
    boolean act = text.startsWith(ACT);
    String shown = text(act ? text.substring(ACT.length()) : text);
    boolean called = !message.at().from().name().equals(self) && names(text, self);
    String marked = called ? palette.strong(shown) : shown;
    String edited = message.state().edited() ? palette.faint(" (edited)") : "";
    String head = act ? "* " + palette.name(name) + ' ' : palette.name(name) + ": ";
    return head + marked + edited + reactions(message);
  }

  private String reactions(RoomEvent.Message message) {
    String all =
        message.state().reactions().stream()
            .map(one -> Escape.line(one.key()) + (one.count() > 1 ? "×" + one.count() : ""))
            .collect(Collectors.joining(" "));
    return all.isEmpty() ? "" : palette.faint("  [" + all + "]");
  }

  /** A message to one person. */
  String direct(Direct direct, String to) {
    return directed(direct.time(), direct.from().name(), to, direct.text());
  }

  /** A message of one's own to one person. */
  String directed(Instant time, String from, String to, String text) {
    return time(time)
        + palette.name(Escape.line(from))
        + palette.faint(" → ")
        + palette.name(Escape.line(to))
        + ": "
        + text(text);
  }

  /** Another text for a message. */
  String edited(RoomEvent.Edited edited) {
    return past(edited) + " edited: " + text(edited.text());
  }

  /** A message that is gone. */
  String deleted(RoomEvent.Deleted deleted, String whose) {
    return past(deleted) + palette.faint(" deleted " + whose);
  }

  /** A reaction, set or taken back. */
  String reaction(RoomEvent.Reaction reaction, String to) {
    String did = reaction.on() ? " reacts " : " takes back ";
    return past(reaction) + did + Escape.line(reaction.key()) + palette.faint(" to " + to);
  }

  /** What a moderator did. */
  String moderated(RoomEvent.Moderated moderated, String whom) {
    String why = moderated.reason() == null ? "" : " (" + Escape.line(moderated.reason()) + ")";
    return past(moderated) + ": " + moderated.action().wireName() + " " + whom + why;
  }

  private String past(RoomEvent event) {
    return time(event.at().time()) + palette.name(Escape.line(event.at().from().name()));
  }

  /** A message in a few words. */
  String excerpt(RoomEvent.Message message) {
    String first = Escape.line(message.text());
    int end =
        first.offsetByCodePoints(0, Math.min(EXCERPT, first.codePointCount(0, first.length())));
    String cut = end < first.length() ? first.substring(0, end) + "…" : first;
    return Escape.line(message.at().from().name()) + ": " + cut;
  }

  /** What the program has to say. */
  String notice(String text) {
    return palette.faint("-- " + Escape.line(text));
  }

  /** What went wrong. */
  String problem(String text) {
    return palette.bad("-- " + Escape.line(text));
  }

  /** An instant of today to the second. */
  String second(Instant instant) {
    return SECOND.format(instant.atZone(clock.getZone()));
  }

  /** How long ago that is, in the two largest units. */
  static String span(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }

  /** A number of things. */
  static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** The prompt: the room, what waits in others, and how the connection is. */
  String prompt(String room, List<String> unread, String state) {
    List<String> parts = new ArrayList<>();
    parts.add(palette.strong(room));
    if (!unread.isEmpty()) {
      parts.add("[" + String.join(" ", unread) + "]");
    }
    if (!state.isEmpty()) {
      parts.add(palette.bad("(" + state + ")"));
    }
    return String.join(" ", parts) + "> ";
  }

  private String time(Instant time) {
    if (!live) {
      return "";
    }
    ZonedDateTime local = time.atZone(clock.getZone());
    boolean today = local.toLocalDate().equals(LocalDate.now(clock));
    return palette.faint((today ? TIME : DAY).format(local)) + ' ';
  }

  private String text(String text) {
    return live
        ? String.join("\n      ", text.lines().map(Escape::line).toList())
        : Escape.line(text);
  }

  /** Whether a text speaks to somebody. */
  static boolean names(String text, String name) {
    if (name.isEmpty()) {
      return false;
    }
    String all = text.toLowerCase(Locale.ROOT);
    String one = name.toLowerCase(Locale.ROOT);
    for (int at = all.indexOf(one); at >= 0; at = all.indexOf(one, at + 1)) {
      int end = at + one.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(all.charAt(at - 1));
      if (begins && (end == all.length() || !Character.isLetterOrDigit(all.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}

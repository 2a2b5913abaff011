package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomEvent.Message;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Direct;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:02:03Z");
  private static final RoomName ROOM = new RoomName("lobby");
  private static final String EVIL = "\33[2Jx\r\n\u202ey\u009b";
  private static final String TAMED = "\\x1b[2Jx\n      \\u202ey\\x9b";

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Wording live = new Wording(new Palette(false), clock, true);
  private final Wording piped = new Wording(new Palette(false), clock, false);

  @Test
  void messageHasItsTimeOnATerminalOnly() {
    assertThat(live.message(message("hi"), "me")).isEqualTo("10:02 Heidi: hi");
    assertThat(piped.message(message("hi"), "me")).isEqualTo("Heidi: hi");
    var yesterday = new Wording(new Palette(false), Clock.offset(clock, day()), true);
    assertThat(yesterday.message(message("hi"), "me")).isEqualTo("11-21 10:02 Heidi: hi");
    assertThat(live.numbered(message("hi"), "me")).isEqualTo("10:02 #7 Heidi: hi");
  }

  @Test
  void nothingOfOthersReachesTheTerminalRaw() {
    assertThat(live.message(message(EVIL), "me")).isEqualTo("10:02 Heidi: " + TAMED);
    assertThat(piped.message(message(EVIL), "me")).isEqualTo("Heidi: \\x1b[2Jx\\r\\n\\u202ey\\x9b");
    var author = new Author("u", "A\33[31m");
    var direct = new Direct(author, "me", "p", NOW, EVIL);
    assertThat(live.direct(direct, "you\u202e"))
        .isEqualTo("10:02 A\\x1b[31m → you\\u202e: " + TAMED);
    assertThat(live.edited(new RoomEvent.Edited(at(), 7, EVIL))).doesNotContain("\33", "\u202e");
    assertThat(live.reaction(new RoomEvent.Reaction(at(), 7, "\33c", true), "x"))
        .doesNotContain("\33");
    assertThat(live.notice(EVIL)).doesNotContain("\33", "\u202e");
    assertThat(live.problem(EVIL)).doesNotContain("\33", "\u202e");
    assertThat(live.excerpt(message(EVIL))).doesNotContain("\33", "\u202e", "\n");
  }

  @Test
  void statesOfAMessageAreShown() {
    var deleted = new Message(at(), "", null, MessageState.DELETED);
    assertThat(piped.message(deleted, "me")).isEqualTo("Heidi: (deleted)");
    var reactions = List.of(new MessageState.ReactionCount("👍", 2, List.of("a", "b")));
    var state = new MessageState(true, false, reactions);
    assertThat(piped.message(new Message(at(), "hi", null, state), "me"))
        .isEqualTo("Heidi: hi (edited)  [👍×2]");
    assertThat(piped.message(message("/me waves"), "me")).isEqualTo("* Heidi waves");
  }

  @Test
  void whoIsNamedSeesIt() {
    assertThat(Wording.names("hey Anna, look", "Anna")).isTrue();
    assertThat(Wording.names("@anna", "Anna")).isTrue();
    assertThat(Wording.names("Annabelle and Joanna", "Anna")).isFalse();
    assertThat(Wording.names("Annabelle and Anna", "Anna")).isTrue();
    assertThat(Wording.names("x", "")).isFalse();
    var coloured = new Wording(new Palette(true), clock, true);
    assertThat(coloured.message(message("hey Anna"), "Anna")).contains("\33[1mhey Anna\33[0m");
    assertThat(coloured.message(message("hey Anna"), "Heidi")).doesNotContain("\33[1mhey");
  }

  @Test
  void coloursAreStableAndCanBeTurnedOff() {
    var colours = new Palette(true);
    assertThat(colours.name("Heidi")).isEqualTo(colours.name("Heidi")).contains("\33[1;");
    assertThat(colours.name("heidi").substring(0, 7))
        .isEqualTo(colours.name("HEIDI").substring(0, 7));
    long distinct =
        List.of("Heidi", "Peter", "Klara", "Dete", "Rottenmeier").stream()
            .map(name -> colours.name(name).replace(name, ""))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(2);
    assertThat(Palette.of(Map.of("TERM", "xterm")).coloured()).isTrue();
    assertThat(Palette.of(Map.of("TERM", "xterm", "NO_COLOR", "1")).coloured()).isFalse();
    assertThat(Palette.of(Map.of("TERM", "xterm", "NO_COLOR", "")).coloured()).isTrue();
    assertThat(Palette.of(Map.of("TERM", "dumb")).coloured()).isFalse();
    assertThat(Palette.of(Map.of()).coloured()).isFalse();
  }

  @Test
  void promptSaysWhereOneIsAndWhatIsUnread() {
    assertThat(live.prompt("lobby", List.of(), "")).isEqualTo("lobby> ");
    assertThat(live.prompt("lobby", List.of("alp:2", "dorf:1!"), "offline"))
        .isEqualTo("lobby [alp:2 dorf:1!] (offline)> ");
  }

  @Test
  void spansAreReadable() {
    assertThat(Wording.span(59)).isEqualTo("59 s");
    assertThat(Wording.span(61)).isEqualTo("1 min 1 s");
    assertThat(Wording.span(7_260)).isEqualTo("2 h 1 min");
    assertThat(Wording.count(1, "message")).isEqualTo("1 message");
    assertThat(Wording.count(2, "message")).isEqualTo("2 messages");
  }

  private static java.time.Duration day() {
    return java.time.Duration.ofDays(1);
  }

  private static Message message(String text) {
    return new Message(at(), text, null, MessageState.FRESH);
  }

  private static EventHeader at() {
    return new EventHeader(ROOM, 7, 6, NOW, new Author("u-1", "Heidi"), "p");
  }
}

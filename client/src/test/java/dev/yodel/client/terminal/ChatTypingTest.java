package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.client.terminal.ChatBoard.Vocabulary;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed: commands, their targets, what Tab offers, and what is remembered. */
class ChatTypingTest {

  @ParameterizedTest
  @CsvSource({
    "/join alp, JOIN, alp",
    "/JOIN  alp, JOIN, alp",
    "/me waves at you, ME, waves at you",
    "/leave, LEAVE, ''",
    "/edit #7 new text, EDIT, #7 new text",
  })
  void commandsAreTakenApart(String line, ChatVerb verb, String rest) {
    assertThat(ChatVerb.isCommand(line)).isTrue();
    assertThat(ChatVerb.parse(line)).isEqualTo(new ChatVerb.Typed(verb, rest));
  }

  @ParameterizedTest
  @CsvSource({
    "/nosuch, /nosuch is no command",
    "/join, /join needs more: /join ROOM",
    "/quit now, /quit takes nothing",
  })
  void wrongCommandsSayWhatIsExpected(String line, String message) {
    assertThatThrownBy(() -> ChatVerb.parse(line)).hasMessageContaining(message);
  }

  @Test
  void twoSlashesBeginAText() {
    assertThat(ChatVerb.isCommand("//etc")).isFalse();
    assertThat(ChatVerb.isCommand("text")).isFalse();
  }

  @Test
  void targetIsANumberOrNothing() {
    assertThat(Target.parse("#12 new text")).isEqualTo(new Target(12, "new text"));
    assertThat(Target.parse("#12")).isEqualTo(new Target(12, ""));
    assertThat(Target.parse("#hash tag")).isEqualTo(new Target(0, "#hash tag"));
    assertThat(Target.parse("#12x")).isEqualTo(new Target(0, "#12x"));
    assertThatThrownBy(() -> new Target(0, "").or(Optional::empty))
        .hasMessageContaining("no such message");
  }

  @Test
  void tabOffersCommandsRoomsAndNames() {
    assertThat(offered("/jo")).contains("/join", "/help", "/react");
    assertThat(offered("/join a")).containsExactly("alp", "dorf");
    assertThat(offered("/msg H")).containsExactly("Heidi", "Peter Ott");
    assertThat(offered("He")).containsExactly("Heidi:", "Peter Ott:");
    assertThat(offered("hello @He")).containsExactly("@Heidi", "@Peter Ott");
  }

  private static List<String> offered(String line) {
    var words = new Vocabulary(List.of("alp", "dorf"), List.of("Heidi", "Peter Ott"));
    var parsed =
        new DefaultParser()
            .escapeChars(new char[0])
            .quoteChars(new char[0])
            .parse(line, line.length(), Parser.ParseContext.COMPLETE);
    List<Candidate> candidates = new ArrayList<>();
    new ChatCompleter(() -> words).offer(parsed, candidates);
    return candidates.stream().map(Candidate::value).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, ws://localhost:8080/ws",
    "https://host/, wss://host/ws",
    "ws://host:1/a/ws, ws://host:1/a/ws",
    "wss://host/?x=1, wss://host/ws",
  })
  void addressIsCompleted(String typed, URI address) {
    assertThat(ChatCommand.address(typed)).isEqualTo(address);
  }

  @Test
  void tokensAreRememberedForTheirOwnerOnly(@TempDir Path base) throws Exception {
    var server = URI.create("ws://host:8080/ws");
    StateFolder state = StateFolder.of(Map.of("XDG_STATE_HOME", base.resolve("new").toString()));
    assertThat(state.token(server, "Heidi")).isEmpty();
    state.remember(server, "Heidi", "secret");
    state.remember(server, "Heidi", "secret2");
    assertThat(state.token(server, "Heidi")).contains("secret2");
    assertThat(state.token(server, "Peter")).isEmpty();
    assertThat(state.token(URI.create("ws://other:8080/ws"), "Heidi")).isEmpty();
    Path folder = base.resolve("new/yodel");
    assertThat(state.history()).isEqualTo(folder.resolve("history"));
    assertThat(permissions(folder)).isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files.map(ChatTypingTest::permissions)).containsExactly("rw-------");
    }
    state.remember(server, "Heidi", null);
    assertThat(state.token(server, "Heidi")).isEmpty();
  }

  @Test
  void emptyFileHoldsNoToken(@TempDir Path base) throws Exception {
    Path file = Files.createFile(base.resolve("token"));
    assertThatThrownBy(() -> Secret.read("--token", "file:" + file))
        .hasMessage("--token: file:" + file + " (expected: a file that is not empty)");
  }

  @Test
  void folderThatCannotBeMadeIsNone(@TempDir Path base) throws Exception {
    Path file = Files.createFile(base.resolve("file"));
    StateFolder state = StateFolder.of(Map.of("XDG_STATE_HOME", file.toString()));
    assertThat(state.history()).isNull();
    state.remember(URI.create("ws://h/ws"), "Heidi", "t");
    assertThat(state.token(URI.create("ws://h/ws"), "Heidi")).isEmpty();
    assertThat(StateFolder.of(Map.of()).history()).isNull();
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (java.io.IOException gone) {
      throw new AssertionError(gone);
    }
  }
}

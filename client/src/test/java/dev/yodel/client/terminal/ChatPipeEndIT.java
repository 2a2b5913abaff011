package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a script's lines reach, and what its exit code says of those that reached nobody. */
class ChatPipeEndIT {

  @TempDir Path folder;

  private Result run(Script script, String input, String... options) throws Exception {
    try (var server = ScriptedServer.playing(script)) {
      String[] all = new String[options.length + 1];
      all[0] = server.uri().toString();
      System.arraycopy(options, 0, all, 1, options.length);
      return new ChatPipe(folder).run(input, all);
    }
  }

  @Test
  void whatWasMeantForARoomThatRefusesIsSaidNowhere() throws Exception {
    ScriptedChat chat = ScriptedChat.kind();
    Result result =
        run(chat::play, "hello\n/join board\nsecret\n/me too\n/join alp\nfine\n/leave\nback\n");
    assertThat(chat.posted()).containsExactly("lobby: hello", "alp: fine", "lobby: back");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            """
            yodel: board: you are banned
            yodel: not sent, "secret": you are in no room: /join ROOM
            yodel: not sent, "/me too": you are in no room: /join ROOM
            yodel: left alp
            """);
  }

  @Test
  void whatWasMeantForARoomThatCannotBeIsSaidNowhere() throws Exception {
    ScriptedChat chat = ScriptedChat.kind();
    Result result =
        run(chat::play, "hello\n/join a room\nsecret\n/join lobby\nfine\n/join\nsecret\n");
    assertThat(chat.posted()).containsExactly("lobby: hello", "lobby: fine");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .containsSubsequence("room: \"a room\"", "not sent", "needs more", "not sent");
  }

  @Test
  void refusedRoomInTheLastLineIs1() throws Exception {
    Result result = run(ScriptedChat.kind()::play, "/join board\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("yodel: board: you are banned\n");
  }

  @Test
  void roomIsLeftOnceAllThatWasSaidThereIsAnswered() throws Exception {
    ScriptedChat chat = ScriptedChat.kind();
    Result result = run(chat::play, "/join alp\nhello\n/leave\n");
    assertThat(result).isEqualTo(new Result(0, "", "yodel: left alp\n"));
    assertThat(chat.posted()).containsExactly("alp: hello");
  }

  @Test
  void normalEndThatLeavesAPostUnansweredIs1() throws Exception {
    for (String how : new String[] {"--eof=close", "--eof=wait"}) {
      Result result = run(ScriptedChat.closingWith(1000)::play, "one\n", how);
      assertThat(result.code()).as(how).isEqualTo(1);
    }
    assertThat(run(ScriptedChat.closingWith(4010)::play, "one\n").code()).isEqualTo(7);
  }

  @Test
  void goodbyeNeedsNoAnswer() throws Exception {
    Result result = run(ScriptedChat.kind()::playWithoutGoodbye, "one\n");
    assertThat(result).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void linesBeforeOneThatIsNoTextAreSaid() throws Exception {
    ScriptedChat chat = ScriptedChat.kind();
    try (var server = ScriptedServer.playing(chat::play);
        var yodel =
            YodelProcess.start(
                new ChatPipe(folder).state(), "chat", server.uri().toString(), "--eof=wait")) {
      yodel.type("line\n".repeat(300));
      yodel.type(new byte[] {(byte) 0xff, '\n'});
      Result result = yodel.result();
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).isEqualTo("yodel: input (expected: UTF-8)\n");
      assertThat(chat.posted()).hasSize(300);
    }
  }

  @Test
  void keptIdentityThatIsGarbageIsAsGoodAsNone() throws Exception {
    ScriptedChat chat = ScriptedChat.kind();
    Script script = chat::play;
    ChatPipe pipe = new ChatPipe(folder);
    try (var server = ScriptedServer.playing(script, script, script, script)) {
      String url = server.uri().toString();
      assertThat(pipe.run("", url, "-n", "Heidi").code()).isZero();
      assertThat(pipe.run("", url, "-n", "Heidi").code()).isZero();
      for (String garbage : List.of("r\7", "r".repeat(20_000))) {
        Files.writeString(kept(), garbage);
        assertThat(pipe.run("", url, "-n", "Heidi")).isEqualTo(new Result(0, "", ""));
      }
    }
    assertThat(chat.tokens()).containsExactly("r");
  }

  private Path kept() throws IOException {
    try (var files = Files.list(folder.resolve("state").resolve("yodel"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("user-"))
          .findFirst()
          .orElseThrow();
    }
  }
}

package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.client.ChatListener;
import dev.yodel.client.ChatOptions;
import dev.yodel.client.YodelClient;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The chat in a pipe, and its exit codes. */
class ChatCommandIT {

  private static Server server;
  private static String url;

  @TempDir Path folder;

  private ChatPipe pipe() {
    return new ChatPipe(folder);
  }

  @BeforeAll
  static void startServer() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
    url = "ws://127.0.0.1:" + server.port();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void linesArePostedOnceInOrderAndComeBack(TestInfo test) throws Exception {
    String room = ChatPipe.room(test);
    Result first = pipe().run("one\n/me waves\n//two\33[1m\n", url, "-n", "bot", "-r", room);
    assertThat(first).isEqualTo(new Result(0, "bot: one\n* bot waves\nbot: /two\\x1b[1m\n", ""));
    Result again = pipe().run("", url, "-n", "bot", "-r", room, "--last", "2");
    assertThat(again)
        .as("the same user again, at once")
        .isEqualTo(new Result(0, "* bot waves\nbot: /two\\x1b[1m\n", ""));
  }

  @Test
  void whatIsSaidIsWrittenDownUntilCtrlC(TestInfo test) throws Exception {
    String room = ChatPipe.room(test);
    try (YodelProcess chat =
            YodelProcess.start(
                pipe().state(),
                "chat",
                url,
                "-n",
                "scribe",
                "-r",
                room,
                "-r",
                "other",
                "--eof=wait");
        YodelClient heidi =
            YodelClient.open(
                ChatOptions.at(URI.create(url + "/ws")).withName("Heidi"), new ChatListener() {})) {
      var name = new RoomName(room);
      heidi.join(name).get(60, TimeUnit.SECONDS);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> heidi.members(name, null).get(60, TimeUnit.SECONDS).count() == 2);
      chat.type("/nosuch\nmine\n");
      chat.endInput();
      await().atMost(Duration.ofSeconds(60)).until(() -> said(heidi, name) == 1);
      heidi.post(name, "hers").get(60, TimeUnit.SECONDS);
      heidi.direct("scribe", "psst").get(60, TimeUnit.SECONDS);
      chat.awaitOut("Heidi → you: psst");
      chat.signal("INT");
      Result result = chat.result();
      assertThat(result.code()).isEqualTo(130);
      assertThat(result.out())
          .isEqualTo(
              "[ROOM] scribe: mine\n[ROOM] Heidi: hers\nHeidi → you: psst\n".replace("ROOM", room));
      assertThat(result.err()).contains("/nosuch is no command");
    }
  }

  private static long said(YodelClient client, RoomName room) throws Exception {
    var newest = HistoryRange.newest();
    return client.history(room, newest, 10).get(60, TimeUnit.SECONDS).events().size();
  }

  @Test
  void lineThatCannotBeSentIsOne(TestInfo test) throws Exception {
    String room = ChatPipe.room(test);
    Result unknown = pipe().run("/nosuch\nhi\n", url, "-n", "typo", "-r", room);
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.out()).isEqualTo("typo: hi\n");
    Result tooLong = pipe().run("x".repeat(4_001) + "\n", url, "-n", "typo", "-r", room);
    assertThat(tooLong.code()).isEqualTo(1);
  }

  @Test
  void answersToCommandsAreWaitedFor(TestInfo test) throws Exception {
    String room = ChatPipe.room(test);
    pipe().run("one\ntwo\n", url, "-n", "asker", "-r", room);
    Result history = pipe().run("/history\n", url, "-n", "asker", "-r", room);
    assertThat(history.out()).contains("asker: one").contains("asker: two");
    assertThat(history.code()).isZero();
    Result refused = pipe().run("/msg nobody hello\n", url, "-n", "asker", "-r", room);
    assertThat(refused.err()).contains("/msg nobody: ");
    assertThat(refused.code()).isEqualTo(1);
  }

  @Test
  void roomThatOneMayNotEnterIsRefused() throws Exception {
    Result refused = pipe().run("hi\n", url, "-r", "lobby", "-r", "LOBBY");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("LOBBY");
  }

  @Test
  void serverThatIsNotThereIsThree() throws Exception {
    Result nobody = pipe().run("hi\n", "ws://127.0.0.1:1");
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.err()).contains("no connection to 127.0.0.1 port 1");
  }
}

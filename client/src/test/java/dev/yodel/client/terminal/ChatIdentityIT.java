package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ChatListener;
import dev.yodel.client.ChatOptions;
import dev.yodel.client.YodelClient;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.TokenIssuer;
import dev.yodel.server.boot.AuthConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Who one is in the chat: tokens, those kept from an earlier run, and names. */
class ChatIdentityIT {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

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
  void serverThatWantsATokenTellsWhoBringsNone() throws Exception {
    Path secret = Files.write(folder.resolve("secret"), SECRET);
    ServerConfig config = ServerConfig.defaults().withPort(0);
    AuthConfig auth = new AuthConfig(true, secret, null);
    try (Server strict = Server.start(config.with(config.chat().with(auth)))) {
      String strictUrl = "ws://127.0.0.1:" + strict.port();
      Result refused = pipe().run("hi\n", strictUrl);
      assertThat(refused.code()).isEqualTo(6);
      assertThat(refused.err()).contains("token: missing");
      Path token = Files.writeString(folder.resolve("token"), token() + "\n");
      Result granted = pipe().run("hi\n", strictUrl, "--token", "file:" + token);
      assertThat(granted).isEqualTo(new Result(0, "Klara: hi\n", ""));
    }
  }

  @Test
  void whoTheServerDoesNotKnowAnyMoreComesAsSomebodyNew(TestInfo test) throws Exception {
    String room = ChatPipe.room(test);
    var kept = new StateFolder(Files.createDirectories(folder.resolve("state").resolve("yodel")));
    kept.remember(URI.create(url + "/ws"), "Alm", "of-another-server");
    assertThat(pipe().run("hi\n", url, "-n", "Alm", "-r", room))
        .isEqualTo(
            new Result(
                0,
                "Alm: hi\n",
                "yodel: this server does not know you any more: you come as somebody new\n"));
    assertThat(pipe().run("", url, "-n", "Alm", "-r", room, "--last", "1"))
        .as("somebody who is known again")
        .isEqualTo(new Result(0, "Alm: hi\n", ""));
  }

  @Test
  void whoTheServerForgetsInMidTalkIsRefused(TestInfo test) throws Exception {
    Server first = Server.start(ServerConfig.defaults().withPort(0));
    String there = "ws://127.0.0.1:" + first.port();
    String[] chat = {"chat", there, "-n", "Geri", "-r", ChatPipe.room(test), "--eof=wait"};
    try (YodelProcess talk = YodelProcess.start(pipe().state(), chat)) {
      talk.type("one\n");
      talk.awaitOut("Geri: one");
      talk.signal("INT");
      assertThat(talk.result().code()).isEqualTo(130);
    }
    try (YodelProcess talk = YodelProcess.start(pipe().state(), chat)) {
      talk.type("two\n");
      talk.awaitOut("Geri: two");
      first.close();
      try (Server other = Server.start(ServerConfig.defaults().withPort(first.port()))) {
        Result refused = talk.result();
        assertThat(refused.code()).as("by " + other.port()).isEqualTo(6);
        assertThat(refused.err()).contains("refused: token: unknown");
      }
    }
  }

  @Test
  void nameOfSomebodyElseIsRefused() throws Exception {
    try (YodelClient first =
        YodelClient.open(
            ChatOptions.at(URI.create(url + "/ws")).withName("Dete"), new ChatListener() {})) {
      first.welcome().get(60, TimeUnit.SECONDS);
      Result refused = pipe().run("hi\n", url, "-n", "dete");
      assertThat(refused.code()).isEqualTo(5);
      assertThat(refused.err()).contains("dete");
    }
  }

  private static String token() {
    Instant expires = Instant.now().plusSeconds(600);
    var identity =
        new Identity("klara", new UserName("Klara"), true, Role.MEMBER, List.of(), expires);
    return new TokenIssuer(SECRET).issue(identity);
  }
}

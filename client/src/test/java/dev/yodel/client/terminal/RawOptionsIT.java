package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.protocol.JsonLine;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw client's options for scripts. */
class RawOptionsIT {

  private static Server server;
  private static String url;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
    url = "ws://127.0.0.1:" + server.port() + "/echo";
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void expectationIsMetByTheFirstMessageThatMatches() throws Exception {
    Result met = YodelProcess.run("one\ntwo\nthree\n", "echo", url, "--expect", "^t.o$");
    assertThat(met).isEqualTo(new Result(0, "one\ntwo\n", ""));
    Result unmet = YodelProcess.run("one\n", "echo", url, "--expect", "two", "--eof", "close");
    assertThat(unmet.code()).isEqualTo(9);
    assertThat(unmet.err()).contains("0 of 1 expected messages came");
  }

  @Test
  void everyEventIsOneJsonObject() throws Exception {
    Result result = YodelProcess.run("a\"b\n", "echo", url, "--json");
    List<String> events =
        result.out().lines().map(line -> String.valueOf(JsonLine.read(line).get("event"))).toList();
    assertThat(events).containsExactly("open", "sent", "text", "close");
    assertThat(result.out()).contains("\"text\":\"a\\\"b\"").contains("\"code\":1000");
  }

  @Test
  void recordingIsPlayedAgain() throws Exception {
    Path recording = folder.resolve("session.ndjson");
    YodelProcess.run("one\ntwo\n", "echo", url, "--record", recording.toString());
    assertThat(Files.readAllLines(recording)).hasSize(4);
    Result again = YodelProcess.run("", "replay", recording.toString(), url, "--pace", "1ms");
    assertThat(again).isEqualTo(new Result(0, "one\ntwo\n", ""));
  }

  @Test
  void deflateIsNegotiatedAndItsRatioSaid() throws Exception {
    String line = "all work and no play ".repeat(50) + "\n";
    Result result = YodelProcess.run(line.repeat(20), "echo", url, "--deflate", "--stats", "-v");
    assertThat(result.out()).isEqualTo(line.repeat(20));
    assertThat(result.err()).containsIgnoringCase("sec-websocket-extensions: permessage-deflate");
    assertThat(result.err()).contains("rsv=4").contains("echo round trip: n=20 p50=");
    assertThat(result.err()).containsPattern("sent: \\d+ of 21\\d+ bytes, ratio 0\\.0\\d+");
  }

  @Test
  void credentialsComeFromTheEnvironmentAndAreNotEchoed() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    try (var scripted =
            ScriptedServer.playing(
                peer -> {
                  assertThat(peer.accept()).contains("Authorization: Basic dXNlcjpwdw==\r\n");
                  peer.sendClose(1000, "");
                  peer.finish();
                },
                peer -> {
                  assertThat(peer.accept()).contains("Authorization: Bearer s3cret\r\n");
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var basic =
            YodelProcess.start(
                List.of("CREDENTIALS=user:pw"),
                "echo",
                scripted.uri().toString(),
                "--basic",
                "env:CREDENTIALS",
                "-v")) {
      Result result = basic.result();
      assertThat(result.code()).isZero();
      assertThat(result.err()).contains("Authorization: (hidden)").doesNotContain("dXNlcjpwdw");
      String[] bearer = {"echo", scripted.uri().toString(), "--bearer", "file:" + token};
      assertThat(YodelProcess.run("", bearer).code()).isZero();
    }
  }

  @Test
  void reconnectsAndSendsTheFirstMessageAgain() throws Exception {
    try (var scripted =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  assertThat(peer.read().payload()).isEqualTo("subscribe");
                  peer.close();
                },
                peer -> {
                  peer.readRequest();
                  peer.write("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
                  peer.awaitEnd();
                },
                peer -> {
                  peer.accept();
                  assertThat(peer.read().payload()).isEqualTo("subscribe");
                  peer.send(Peer.TEXT, "back");
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var yodel =
            YodelProcess.start(
                "echo", scripted.uri().toString(), "--reconnect", "--first-message", "subscribe")) {
      Result result = yodel.result();
      assertThat(result.out()).isEqualTo("back\n");
      assertThat(result.err()).contains("1006").contains("next attempt at");
      assertThat(result.err()).contains("handshake refused: 503 Busy; next attempt at");
      assertThat(result.code()).isZero();
    }
  }

  @Test
  void typedCommandsPingAndClose() throws Exception {
    String typed = "/ping\n//slash\n/close 4000 so long\n";
    Result result = YodelProcess.run(typed, "echo", url, "--commands", "--eof", "wait");
    assertThat(result.out()).isEqualTo("/slash\n");
    assertThat(result.err()).contains("pong after ");
    assertThat(result.code()).isZero();
  }

  @Test
  void halfEndsTheSendingDirectionWithoutAClose() throws Exception {
    try (var scripted =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.awaitEnd();
              peer.send(Peer.TEXT, "still heard");
              peer.sendClose(1000, "");
              peer.close();
            })) {
      Result result = YodelProcess.run("", "echo", scripted.uri().toString(), "--eof", "half");
      assertThat(result.out()).isEqualTo("still heard\n");
      assertThat(result.code()).isZero();
    }
  }

  @Test
  void fileIsOneMessage() throws Exception {
    Path file = Files.writeString(folder.resolve("message"), "a\nb");
    Result result = YodelProcess.run("", "echo", url, "--file", file.toString());
    assertThat(result.out().lines().collect(Collectors.joining("|"))).isEqualTo("a|b");
  }

  @Test
  void lastAttemptThatIsRefusedDecidesTheExitCode() throws Exception {
    try (var scripted =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  peer.close();
                },
                peer -> {
                  peer.readRequest();
                  peer.write("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n");
                  peer.awaitEnd();
                });
        var yodel = YodelProcess.start("echo", scripted.uri().toString(), "--reconnect")) {
      Result result = yodel.result();
      assertThat(result.code()).isEqualTo(6);
      assertThat(result.err()).endsWith("handshake refused: 401 Who\nContent-Length: 0\n");
    }
  }

  @Test
  void recordingThatCannotBeWrittenIsSaid() throws Exception {
    Result result = YodelProcess.run("one\n", "echo", url, "--record", "/dev/full");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("yodel: --record: ").contains("space");
  }

  @Test
  void readerThatHasGoneEndsTheWaitForTheNextConnection() throws Exception {
    var again = new CompletableFuture<Void>();
    var gone = new CompletableFuture<Void>();
    try (var scripted =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  peer.close();
                },
                peer -> {
                  peer.readRequest();
                  again.complete(null);
                  gone.orTimeout(60, TimeUnit.SECONDS).join();
                  peer.write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                  peer.awaitEnd();
                });
        var yodel =
            YodelProcess.unread("echo", scripted.uri().toString(), "--reconnect", "--json")) {
      again.get(60, TimeUnit.SECONDS);
      yodel.closeOut();
      gone.complete(null);
      assertThat(yodel.result().code()).isZero();
    }
  }
}

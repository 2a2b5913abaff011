package dev.yodel.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The raw client's pipe against the real server, and against scripts where that one is too nice.
 */
class EchoCommandIT {

  private static Server server;
  private static String url;

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
  void everyLineComesBackOnceAndInOrder() throws Exception {
    String lines =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "line " + i + " ünï\t☃\n")
            .collect(Collectors.joining());
    assertThat(YodelProcess.run(lines, "echo", url)).isEqualTo(new Result(0, lines, ""));
  }

  @Test
  void emptyLinesAndAMissingLineFeedAreMessagesToo() throws Exception {
    assertThat(YodelProcess.run("\na\n\nb", "echo", url))
        .isEqualTo(new Result(0, "\na\n\nb\n", ""));
  }

  @Test
  void whatGoesThroughAPipeIsNotEscaped() throws Exception {
    assertThat(YodelProcess.run("\33[1mbold\r\n", "echo", url).out()).isEqualTo("\33[1mbold\r\n");
  }

  @Test
  void bytesGoOutAndComeBackInTheirForm() throws Exception {
    assertThat(YodelProcess.run("00ff 48\n", "echo", url, "--binary", "--as", "hex").out())
        .isEqualTo("00ff48\n");
    assertThat(YodelProcess.run("AP9I\n", "echo", url, "--binary", "--as", "base64").out())
        .isEqualTo("AP9I\n");
    assertThat(YodelProcess.run("plain\n", "connect", url, "-b").out()).isEqualTo("plain\n");
  }

  @Test
  void countClosesAfterSoManyMessages() throws Exception {
    Result result = YodelProcess.run("a\nb\nc\n", "echo", url, "--count", "2");
    assertThat(result).isEqualTo(new Result(0, "a\nb\n", ""));
  }

  @Test
  void messageIsSentInsteadOfStandardInput() throws Exception {
    Result result = YodelProcess.run("not this\n", "echo", url, "-m", "one", "-m", "two");
    assertThat(result).isEqualTo(new Result(0, "one\ntwo\n", ""));
  }

  @Test
  void onceASecondClientSendsAgainAndAgain() throws Exception {
    Result result =
        YodelProcess.run(
            "", "echo", url, "--every", "20ms", "--message", "hello, server!", "--count", "3");
    assertThat(result).isEqualTo(new Result(0, "hello, server!\n".repeat(3), ""));
  }

  @Test
  void headerAndSubprotocolReachTheServerAndPingsFlow() throws Exception {
    try (var scripted =
            ScriptedServer.playing(
                peer -> {
                  String request = peer.accept("Sec-WebSocket-Protocol: two\r\n");
                  assertThat(request).contains("X-A: 1\r\n").contains("Origin: http://here\r\n");
                  assertThat(request).containsIgnoringCase("Sec-WebSocket-Protocol: one,two\r\n");
                  Peer.Frame ping = peer.read();
                  assertThat(ping.opcode()).isEqualTo(Peer.PING);
                  peer.send(Peer.PONG, ping.payload());
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var yodel =
            YodelProcess.start(
                "echo",
                scripted.uri().toString(),
                "--header=X-A: 1",
                "--origin=http://here",
                "--subprotocol=one,two",
                "--ping-interval=50ms")) {
      assertThat(yodel.result().code()).isZero();
    }
  }

  @Test
  void whatComesAfterTheEndOfInputIsPrintedUntilThePeersClose() throws Exception {
    try (var scripted =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              assertThat(peer.read().closeCode()).isEqualTo(1000);
              for (int i = 0; i < 1000; i++) {
                peer.send(Peer.TEXT, "late " + i);
              }
              peer.sendClose(1000, "");
              peer.finish();
            })) {
      Result result = YodelProcess.run("", "echo", scripted.uri().toString());
      assertThat(result.out().lines()).hasSize(1000).last().isEqualTo("late 999");
      assertThat(result.code()).isZero();
    }
  }

  @Test
  void completionCompletesInBash() throws Exception {
    Result script = YodelProcess.run("", "generate-completion");
    assertThat(script.code()).isZero();
    String ask =
        "COMP_WORDS=(yodel echo --ev); COMP_CWORD=2; _complete_yodel; echo \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", script.out() + "\n" + ask).start();
    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).contains("--every");
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void helpTeachesByExampleAndVersionNamesTheJar() throws Exception {
    Result help = YodelProcess.run("", "echo", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Examples:").contains("--every 1s -m 'hello, server!'");
    assertThat(YodelProcess.run("", "--version").out()).startsWith("yodel 1.");
    assertThat(YodelProcess.run("", "--help").out()).contains("130 Ctrl+C");
  }
}

package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each row of the table of exit codes, against a server that provokes it. */
class ExitCodeIT {

  private static Result runAgainst(Script script, String... options) throws Exception {
    try (var server = ScriptedServer.playing(script)) {
      return YodelProcess.run("", arguments(server.uri().toString(), options));
    }
  }

  private static String[] arguments(String url, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "echo";
    all[1] = url;
    System.arraycopy(options, 0, all, 2, options.length);
    return all;
  }

  private static Script refusing(String answer) {
    return peer -> {
      peer.readRequest();
      peer.write(answer);
      peer.awaitEnd();
    };
  }

  @Test
  void normalEndIs0() throws Exception {
    Result result =
        runAgainst(
            peer -> {
              peer.accept();
              assertThat(peer.read().closeCode()).isEqualTo(1000);
              peer.sendClose(1000, "");
              assertThat(peer.endsInSilence()).isTrue();
            });
    assertThat(result).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void inputThatCannotBeSentIs1() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  assertThat(peer.read().payload()).isEqualTo("Hi");
                  assertThat(peer.read().closeCode()).isEqualTo(1000);
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var yodel =
            YodelProcess.start("echo", server.uri().toString(), "--binary", "--as", "hex")) {
      yodel.type("48 69\nxyz\n");
      Result result = yodel.result();
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err())
          .isEqualTo("yodel: line 2: not hexadecimal (expected: for example 48 69)\n");
    }
  }

  @Test
  void wrongUsageIs2() throws Exception {
    Result result = YodelProcess.run("", "echo", "ftp://example.org/", "--count", "1");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("ftp://example.org/").contains("expected: ws://");
    Result misspelt = YodelProcess.run("", "ecoh", "ws://localhost");
    assertThat(misspelt.code()).isEqualTo(2);
    assertThat(misspelt.err()).startsWith("yodel: no command \"ecoh\" (expected: chat, echo, ");
  }

  @Test
  void anotherCloseCodeIs7AndPrinted() throws Exception {
    Result result =
        runAgainst(
            peer -> {
              peer.accept();
              peer.sendClose(4321, "because\7");
              peer.finish();
            });
    assertThat(result.code()).isEqualTo(7);
    assertThat(result.err()).isEqualTo("yodel: closed by the peer: 4321 because\\x07\n");
  }

  @Test
  void lostConnectionIs7AndPrintedAs1006() throws Exception {
    Result result =
        runAgainst(
            peer -> {
              peer.accept();
              peer.close();
            });
    assertThat(result.code()).isEqualTo(7);
    assertThat(result.err()).contains("1006");
  }

  @Test
  void peerThatGoesOnSendingInsteadOfAnsweringTheCloseFrameIs7() throws Exception {
    Result result = runAgainst(ExitCodeIT::sendForEver, "--close-timeout", "300ms");
    assertThat(result.code()).isEqualTo(7);
    assertThat(result.out()).startsWith("tick\ntick\n");
    assertThat(result.err()).isEqualTo("yodel: the peer did not answer the Close frame: 1006\n");
  }

  private static void sendForEver(Peer peer) throws IOException {
    peer.accept();
    try {
      while (true) {
        peer.send(Peer.TEXT, "tick");
      }
    } catch (SocketException gone) {
      peer.close();
    }
  }

  @Test
  void lostHeartbeatIs8() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  peer.awaitEnd();
                });
        var yodel =
            YodelProcess.start(
                "echo",
                server.uri().toString(),
                "--ping-interval",
                "0.1",
                "--ping-timeout",
                "0.2")) {
      Result result = yodel.result();
      assertThat(result.code()).isEqualTo(8);
      assertThat(result.err()).contains("heartbeat lost");
    }
  }

  @Test
  void tooFewMessagesAre9() throws Exception {
    Result result =
        runAgainst(
            peer -> {
              peer.accept();
              peer.send(Peer.TEXT, "only one");
              peer.sendClose(1000, "");
              peer.finish();
            },
            "--count",
            "2");
    assertThat(result.code()).isEqualTo(9);
    assertThat(result.out()).isEqualTo("only one\n");
    assertThat(result.err()).contains("1 of 2 messages came");
  }

  @Test
  void timeoutIs9() throws Exception {
    Result result =
        runAgainst(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            },
            "--timeout",
            "2s",
            "--close-timeout",
            "1h");
    assertThat(result.code()).isEqualTo(9);
    assertThat(result.err()).isEqualTo("yodel: timeout: not ended within 2s\n");
  }

  @Test
  void overloadedIs10() throws Exception {
    Result handshake =
        runAgainst(
            refusing(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"));
    assertThat(handshake.code()).isEqualTo(10);
    Result close =
        runAgainst(
            peer -> {
              peer.accept();
              peer.sendClose(1013, "later");
              peer.finish();
            });
    assertThat(close.code()).isEqualTo(10);
  }

  @Test
  void interruptIs130AfterACloseFrame() throws Exception {
    var ready = new CountDownLatch(1);
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  assertThat(peer.read().payload()).isEqualTo("tick");
                  ready.countDown();
                  Peer.Frame frame = peer.read();
                  while (frame.opcode() == Peer.TEXT) {
                    frame = peer.read();
                  }
                  assertThat(frame.closeCode()).isEqualTo(1000);
                  peer.send(Peer.TEXT, "last words");
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var yodel =
            YodelProcess.start("echo", server.uri().toString(), "--every", "50ms", "-m", "tick")) {
      assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
      yodel.signal("INT");
      Result result = yodel.result();
      assertThat(result.code()).isEqualTo(130);
      assertThat(result.out()).isEqualTo("last words\n");
    }
  }
}

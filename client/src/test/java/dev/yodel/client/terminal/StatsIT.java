package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code --stats} says, however a run ends: once, and all of it. */
class StatsIT {

  private static final String COUNTED =
      "yodel: sent 1 messages, 8 bytes; received 1 messages, 4 bytes\n";

  private final CountDownLatch answered = new CountDownLatch(1);

  private static Script answeringOnce(Script then) {
    return peer -> {
      peer.accept();
      assertThat(peer.read().payload()).isEqualTo("hi");
      peer.send(Peer.TEXT, "hi");
      then.play(peer);
    };
  }

  @Test
  void timeoutCountsWhatTheOpenConnectionHasCarried() throws Exception {
    try (var server = ScriptedServer.playing(answeringOnce(Peer::awaitEnd));
        var yodel = start(server, "--timeout", "2s")) {
      Result result = yodel.result();
      assertThat(result.err()).containsOnlyOnce(COUNTED).containsOnlyOnce("yodel: echo round trip");
      assertThat(result.code()).isEqualTo(9);
    }
  }

  @Test
  void interruptSaysThemOnceAfterTheGoodbye() throws Exception {
    Script goodbye =
        peer -> {
          assertThat(peer.read().closeCode()).isEqualTo(1000);
          peer.sendClose(1000, "");
          peer.finish();
        };
    try (var server = ScriptedServer.playing(answeringOnce(goodbye));
        var yodel = start(server)) {
      yodel.awaitOut("hi");
      yodel.signal("INT");
      Result result = yodel.result();
      assertThat(result.err())
          .containsOnlyOnce("yodel: sent 1 messages, 16 bytes; received 1 messages, 8 bytes\n");
      assertThat(result.code()).isEqualTo(130);
    }
  }

  @Test
  void interruptSaysThemAlsoWhenNobodyReadsOrAnswers() throws Exception {
    Script flood =
        peer -> {
          peer.accept();
          peer.send(Peer.BINARY, "x".repeat(300_000));
          assertThat(peer.read().payload()).isEqualTo("hi");
          answered.countDown();
          peer.awaitEnd();
        };
    try (var server = ScriptedServer.playing(flood);
        var yodel =
            YodelProcess.unread(
                "echo", server.uri().toString(), "-m", "hi", "--eof", "wait", "--stats")) {
      assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
      yodel.signal("INT");
      Result result = yodel.resultUnread();
      assertThat(result.err())
          .containsOnlyOnce("yodel: sent 1 messages, 16 bytes; received 1 messages, 300010 bytes");
      assertThat(result.code()).isEqualTo(130);
    }
  }

  private static YodelProcess start(ScriptedServer server, String... more) throws Exception {
    var command = new ArrayList<>(List.of("echo", server.uri().toString()));
    command.addAll(List.of("-m", "hi", "--eof", "wait", "--stats"));
    command.addAll(List.of(more));
    return YodelProcess.start(command.toArray(String[]::new));
  }
}

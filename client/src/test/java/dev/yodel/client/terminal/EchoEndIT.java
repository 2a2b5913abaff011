package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the peer's Close frame says once this side has sent its own. */
class EchoEndIT {

  private static Result run(int answer, String input, String... more) throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              assertThat(peer.read().opcode()).isEqualTo(Peer.CLOSE);
              peer.sendClose(answer, "bye");
              peer.finish();
            })) {
      String[] all = new String[more.length + 2];
      all[0] = "echo";
      all[1] = server.uri().toString();
      System.arraycopy(more, 0, all, 2, more.length);
      return YodelProcess.run(input, all);
    }
  }

  @Test
  void closeThatCrossesOursIsThePeersOwn() throws Exception {
    Map<Integer, Integer> codes = Map.of(1001, 7, 1009, 7, 1013, 10, 4001, 6);
    for (Map.Entry<Integer, Integer> row : codes.entrySet()) {
      String said = "yodel: closed by the peer: " + row.getKey() + " bye\n";
      assertThat(run(row.getKey(), "")).isEqualTo(new Result(row.getValue(), "", said));
    }
    assertThat(run(4001, "", "--json").out()).contains("\"cause\":\"PEER\"");
  }

  @Test
  void answerWithOurCodeOr1000IsNormal() throws Exception {
    assertThat(run(4000, "/close 4000 bye\n", "--commands")).isEqualTo(new Result(0, "", ""));
    assertThat(run(1000, "/close 4000 bye\n", "--commands")).isEqualTo(new Result(0, "", ""));
    assertThat(run(4001, "/close 4000 bye\n", "--commands").code()).isEqualTo(6);
  }

  @Test
  void commandThatCannotBeObeyedIs1() throws Exception {
    Result unknown = run(1000, "/nope\n", "--commands");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("yodel: line 1: /nope (expected: /ping ");
    assertThat(run(1000, "/close 1005\n", "--commands").code()).isEqualTo(1);
  }
}

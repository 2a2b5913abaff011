package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import org.junit.jupiter.api.Test;

/** The raw client on a real terminal. */
class InteractiveIT {

  @Test
  void typedLinesAreAnsweredAndNothingRawReachesTheTerminal() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  peer.send(Peer.TEXT, "\33[2J\33[31mevil\nline\u202e");
                  assertThat(peer.read().payload()).isEqualTo("hello");
                  peer.send(Peer.TEXT, "hello");
                  assertThat(peer.read().opcode()).isEqualTo(Peer.PING);
                  assertThat(peer.read().closeCode()).isEqualTo(1000);
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var tmux = Tmux.running("echo", server.uri().toString())) {
      tmux.awaitText("< \\x1b[2J\\x1b[31mevil\\nline\\u202e");
      assertThat(tmux.screen()).contains("yodel: connected to ws://127.0.0.1:");
      tmux.type("hello");
      tmux.press("Enter");
      tmux.awaitText("< hello");
      tmux.type("/ping are you there");
      tmux.press("Enter");
      tmux.press("C-d");
      tmux.awaitText("yodel: closed: 1000");
      tmux.awaitText("exit=0");
    }
  }

  @Test
  void controlCSaysGoodbye() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  assertThat(peer.read().closeCode()).isEqualTo(1000);
                  peer.sendClose(1000, "");
                  peer.finish();
                });
        var tmux = Tmux.running("echo", server.uri().toString())) {
      tmux.awaitText("Ctrl+D closes");
      tmux.press("C-c");
      server.awaitPlayed();
    }
  }
}

package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw client on a real terminal. */
class InteractiveIT {

  private static final String EVIL = "\33[2J\33[31mevil\nline\u202e";
  private static final String HARMLESS = "< \\x1b[2J\\x1b[31mevil\\nline\\u202e";

  @TempDir Path state;

  @Test
  void messageArrivesAboveALineThatIsHalfTyped() throws Exception {
    var halfTyped = new CompletableFuture<Void>();
    Script script =
        peer -> {
          peer.accept();
          halfTyped.orTimeout(30, TimeUnit.SECONDS).join();
          peer.send(Peer.TEXT, EVIL);
          echo(peer, "half a läne");
          assertThat(peer.read().payload()).isEqualTo("are you there");
          echo(peer, "half a läne");
          takeLeave(peer);
        };
    try (var server = ScriptedServer.playing(script);
        Tmux tmux = echo("screen", server)) {
      tmux.awaitLast(">");
      tmux.type("half a lä");
      tmux.awaitLast("> half a lä");
      halfTyped.complete(null);
      tmux.awaitText(HARMLESS + "\n> half a lä\n");
      enter(tmux, "ne");
      tmux.awaitText(HARMLESS + "\n> half a läne\n< half a läne\n>");
      tmux.type("/pi");
      tmux.press("Tab");
      tmux.awaitLast("> /ping");
      enter(tmux, "are you there");
      tmux.awaitText("> /ping are you there\n>");
      tmux.press("C-r");
      tmux.type("half");
      tmux.awaitText("bck-i-search: half");
      tmux.press("Enter");
      tmux.awaitText("\n> half a läne\n< half a läne\n>");
      tmux.press("C-d");
      tmux.awaitText("yodel: closed: 1000\nexit=0");
    }
    assertThat(state.resolve("yodel/history")).doesNotExist();
    assertThat(Files.readAllLines(state.resolve("yodel/echo-history")))
        .containsExactly("half a läne", "/ping are you there", "half a läne");
  }

  private static void echo(Peer peer, String text) throws IOException {
    assertThat(peer.read().payload()).isEqualTo(text);
    peer.send(Peer.TEXT, text);
  }

  /** Answers the client's Close. */
  private static void takeLeave(Peer peer) throws IOException {
    assertThat(peer.read().closeCode()).isEqualTo(1000);
    peer.sendClose(1000, "");
    peer.finish();
  }

  @Test
  void terminalThatCanOnlyPrintHasLinesAndNothingRawReachesIt() throws Exception {
    Script script =
        peer -> {
          peer.accept();
          peer.send(Peer.TEXT, EVIL);
          echo(peer, "hello");
          assertThat(peer.read().opcode()).isEqualTo(Peer.PING);
          takeLeave(peer);
        };
    try (var server = ScriptedServer.playing(script);
        Tmux tmux = echo("dumb", server)) {
      tmux.awaitText(HARMLESS);
      assertThat(tmux.screen()).contains("yodel: connected to ws://127.0.0.1:");
      enter(tmux, "hello");
      tmux.awaitText("\nhello\n< hello");
      enter(tmux, "/ping are you there");
      tmux.press("C-d");
      tmux.awaitText("yodel: closed: 1000\nexit=0");
    }
  }

  @Test
  void controlCOverHalfALineSaysGoodbye() throws Exception {
    Script script =
        peer -> {
          peer.accept();
          takeLeave(peer);
        };
    try (var server = ScriptedServer.playing(script);
        Tmux tmux = echo("screen", server)) {
      tmux.awaitLast(">");
      tmux.type("half");
      tmux.awaitLast("> half");
      tmux.press("C-c");
      server.awaitPlayed();
      tmux.awaitText("> half\nyodel: closed: 1000\nexit=130");
    }
  }

  @Test
  void endOfTheConnectionIsSaidAndLeavesNoPromptBehind() throws Exception {
    Script script =
        peer -> {
          peer.accept();
          assertThat(peer.read().payload()).isEqualTo("bye");
          peer.sendClose(4001, "who?");
          peer.finish();
        };
    try (var server = ScriptedServer.playing(script);
        Tmux tmux = echo("screen", server)) {
      tmux.awaitLast(">");
      enter(tmux, "bye");
      tmux.awaitText("> bye\nyodel: closed by the peer: 4001 who?\nexit=6");
    }
  }

  private static void enter(Tmux tmux, String line) throws Exception {
    tmux.type(line);
    tmux.press("Enter");
  }

  private Tmux echo(String type, ScriptedServer server) throws Exception {
    List<String> environment = List.of("TERM=" + type, "XDG_STATE_HOME=" + state);
    return Tmux.running(100, environment, "echo", server.uri().toString());
  }
}

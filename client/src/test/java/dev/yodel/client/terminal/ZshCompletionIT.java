package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.terminal.YodelProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that bash reads, in a zsh that somebody types into. */
@Tag("foreign")
class ZshCompletionIT {

  private static final int COLUMNS = 100;

  @TempDir private Path home;

  @Test
  void commandsAndOptionsAreCompleted() throws Exception {
    Result script = YodelProcess.run("", "generate-completion");
    assertThat(script.code()).isZero();
    Files.writeString(home.resolve("completion"), script.out());
    Files.writeString(home.resolve(".zshrc"), "source \"$ZDOTDIR/completion\"; PS1='Z> '\n");
    String zsh =
        "env TERM=screen HOME='" + home + "' ZDOTDIR='" + home + "' zsh -i; echo over; cat";
    try (Tmux terminal = Tmux.shell(COLUMNS, zsh)) {
      terminal.awaitText("Z>");
      terminal.type("yodel be");
      terminal.press("Tab");
      terminal.awaitText("Z> yodel bench");
      terminal.type("--fan");
      terminal.press("Tab");
      terminal.awaitText("Z> yodel bench --fanout");
    }
  }
}

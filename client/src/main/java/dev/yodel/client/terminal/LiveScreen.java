package dev.yodel.client.terminal;

import dev.yodel.client.terminal.LineEditor.Interrupted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.reader.LineReader.Option;
import org.jspecify.annotations.Nullable;

/** A terminal on which somebody types: the prompt stays below, what happens appears above it. */
final class LiveScreen implements ChatScreen, AutoCloseable {

  private final LineEditor editor;
  private volatile String prompt = "> ";
  private volatile String aside = "";

  /**
   * Takes over the terminal of this process. A typed line leaves it: it comes back as a message.
   *
   * @param history where typed lines are kept; null for nowhere
   */
  LiveScreen(Completer completer, @Nullable Path history) throws IOException {
    editor = new LineEditor(completer, history, Option.ERASE_LINE_ON_FINISH);
  }

  /** What was typed; null for Ctrl+D, an empty line for Ctrl+C over half a line. */
  @Nullable String read() throws Interrupted {
    try {
      return editor.read(prompt, aside);
    } catch (Interrupted interrupt) {
      if (interrupt.line().isEmpty()) {
        throw interrupt;
      }
      return "";
    }
  }

  @Override
  public void show(List<String> lines) {
    if (!lines.isEmpty()) {
      editor.above(String.join("\n", lines));
    }
  }

  @Override
  public void notice(String line) {
    editor.above(line);
  }

  @Override
  public void prompt(String next, String beside) {
    prompt = next;
    aside = beside;
    editor.prompt(next, beside);
  }

  @Override
  public int width() {
    return editor.width();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void close() throws IOException {
    editor.close();
  }
}

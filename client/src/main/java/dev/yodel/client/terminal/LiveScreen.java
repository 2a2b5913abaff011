package dev.yodel.client.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A terminal on which somebody types: the prompt stays below, what happens appears above it. */
final class LiveScreen implements ChatScreen, AutoCloseable {

  private final Terminal terminal;
  private final LineReaderImpl reader;
  private volatile String prompt = "> ";
  private volatile String aside = "";

  /**
   * Takes over the terminal of this process.
   *
   * @param history where typed lines are kept; null for nowhere
   */
  LiveScreen(Completer completer, @Nullable Path history) throws IOException {
    terminal =
        TerminalBuilder.builder()
            .system(true)
            .dumb(true)
            .encoding(StandardCharsets.UTF_8)
            .graphemeCluster(false)
            .build();
    var parser = new DefaultParser();
    parser.setEscapeChars(new char[0]);
    parser.setQuoteChars(new char[0]);
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("yodel")
            .parser(parser)
            .completer(completer)
            .option(Option.DISABLE_EVENT_EXPANSION, true)
            .option(Option.ERASE_LINE_ON_FINISH, true)
            .option(Option.CASE_INSENSITIVE, true)
            .option(Option.AUTO_FRESH_LINE, false)
            .option(Option.HISTORY_TIMESTAMPED, false)
            .variable(LineReader.BELL_STYLE, "none");
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    reader = (LineReaderImpl) builder.build();
  }

  /** What was typed; null for Ctrl+D, an empty line for Ctrl+C over half a line. */
  @Nullable String read() throws Interrupted {
    try {
      return reader.readLine(prompt, aside, (Character) null, null);
    } catch (EndOfFileException end) {
      return null;
    } catch (UserInterruptException interrupt) {
      if (interrupt.getPartialLine() == null || interrupt.getPartialLine().isEmpty()) {
        throw new Interrupted();
      }
      return "";
    }
  }

  /** Ctrl+C on an empty line. */
  static final class Interrupted extends Exception {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void show(List<String> lines) {
    if (!lines.isEmpty()) {
      reader.printAbove(String.join("\n", lines));
    }
  }

  @Override
  public void notice(String line) {
    reader.printAbove(line);
  }

  @Override
  public void prompt(String next, String beside) {
    prompt = next;
    aside = beside;
    reader.setPrompt(next);
    reader.setRightPrompt(beside);
    try {
      if (reader.isReading()) {
        reader.callWidget(LineReader.REDISPLAY);
      }
    } catch (IllegalStateException readNoLonger) {
      return; // the next line begins with the new prompt
    }
  }

  @Override
  public int width() {
    return terminal.getSize().getColumns();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}

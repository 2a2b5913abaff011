package dev.yodel.client.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The line that somebody types on the terminal of this process. One thread reads it; whatever any
 * thread has to show appears above it.
 */
final class LineEditor implements AutoCloseable {

  private static final long GIVEN_UP_SECONDS = 2;

  private final Terminal terminal;
  private final LineReaderImpl reader;
  private final CountDownLatch idle = new CountDownLatch(1);
  private @Nullable Thread typist;
  private boolean ended;

  /**
   * Takes over the terminal.
   *
   * @param history where typed lines are kept; null for nowhere
   * @param more options to set
   */
  LineEditor(Completer completer, @Nullable Path history, Option... more) throws IOException {
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
            .option(Option.CASE_INSENSITIVE, true)
            .option(Option.AUTO_FRESH_LINE, false)
            .option(Option.HISTORY_TIMESTAMPED, false)
            .variable(LineReader.BELL_STYLE, "none");
    for (Option option : more) {
      builder.option(option, true);
    }
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    reader = (LineReaderImpl) builder.build();
  }

  /** Ctrl+C while a line was typed. */
  static final class Interrupted extends Exception {
    private static final long serialVersionUID = 1;

    private final String line;

    Interrupted(@Nullable String line) {
      this.line = line == null ? "" : line;
    }

    /** What had been typed of it. */
    String line() {
      return line;
    }
  }

  /** What to do at Ctrl+C while no line is typed; the process ends at once unless this is said. */
  void onInterrupt(Runnable act) {
    terminal.handle(Signal.INT, signal -> act.run());
  }

  /** What was typed; null for Ctrl+D, and after {@link #end}. */
  @Nullable String read(String prompt, String aside) throws Interrupted {
    if (!begins()) {
      return null;
    }
    try {
      return reader.readLine(prompt, aside, (Character) null, null);
    } catch (EndOfFileException end) {
      return null;
    } catch (UserInterruptException interrupt) {
      if (isEnded()) {
        return null;
      }
      throw new Interrupted(interrupt.getPartialLine());
    } finally {
      pauses();
    }
  }

  private synchronized boolean begins() {
    typist = ended ? null : Thread.currentThread();
    return !ended;
  }

  private synchronized void pauses() {
    typist = null;
    if (ended) {
      idle.countDown();
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  /**
   * Shows lines, without the last one's end.
   *
   * <p>Implementation note: when the process is told to end, JLine gives the terminal back at once,
   * while a goodbye may have something to show.
   */
  void above(String lines) {
    try {
      reader.printAbove(lines);
    } catch (IllegalStateException givenBack) {
      System.out.println(lines);
    }
  }

  /** The same as a stream: shows each line of UTF-8 once it is whole. */
  OutputStream above() {
    return new Above();
  }

  private final class Above extends OutputStream {

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      int end = from + length;
      while (end > from && bytes[end - 1] != '\n') {
        end--;
      }
      if (end > from) {
        waiting.write(bytes, from, end - 1 - from);
        above(waiting.toString(StandardCharsets.UTF_8));
        waiting.reset();
      }
      waiting.writeBytes(Arrays.copyOfRange(bytes, end, from + length));
    }
  }

  /** Shows another prompt while a line is typed. */
  void prompt(String prompt, String aside) {
    reader.setPrompt(prompt);
    reader.setRightPrompt(aside);
    try {
      if (reader.isReading()) {
        reader.callWidget(LineReader.REDISPLAY);
      }
    } catch (IllegalStateException readNoLonger) {
      return; // the next line begins with the new prompt
    }
  }

  int width() {
    return terminal.getSize().getColumns();
  }

  /** Nobody types any more: a line that is half typed stays as it is, an empty one is erased. */
  void end() {
    synchronized (this) {
      ended = true;
      if (typist == null) {
        return;
      }
      if (reader.getBuffer().length() == 0) {
        reader.setOpt(Option.ERASE_LINE_ON_FINISH);
      }
      typist.interrupt();
    }
    try {
      if (!idle.await(GIVEN_UP_SECONDS, TimeUnit.SECONDS)) {
        return; // closing the terminal ends it
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, and gives the terminal back as it was. */
  @Override
  public void close() throws IOException {
    end();
    terminal.close();
  }
}

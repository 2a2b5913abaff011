package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.WebSocketConnection;
import dev.yodel.client.WebSocketListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the raw client does with one connection: prints what comes and counts it. The outcome
 * settles once, with the exit code.
 */
final class EchoSession implements WebSocketListener {

  /** How received messages are shown. */
  record Display(Form form, boolean toTerminal, boolean interactive) {}

  private final Display display;
  private final Printer printer;
  private final Diagnostics diagnostics;
  private final long count;
  private final CompletableFuture<ExitCode> outcome = new CompletableFuture<>();
  private volatile @Nullable ExitCode decided;
  private long received;

  EchoSession(Display display, Printer printer, Diagnostics diagnostics, long count) {
    this.display = display;
    this.printer = printer;
    this.diagnostics = diagnostics;
    this.count = count;
  }

  /** Settles with the exit code when the connection has ended. */
  CompletableFuture<ExitCode> outcome() {
    return outcome;
  }

  /** Decides the exit code before the connection ends; the first decision holds. */
  void decide(ExitCode code) {
    if (decided == null) {
      decided = code;
    }
  }

  @Override
  public void onOpen(WebSocketConnection connection) {
    printer.attach(
        pause -> {
          if (pause) {
            connection.pause();
          } else {
            connection.resume();
          }
        },
        () -> {
          decide(ExitCode.NORMAL);
          connection.close();
        });
    if (display.interactive()) {
      diagnostics.say("connected to " + connection.options().uri() + " (Ctrl+D closes)");
    }
  }

  @Override
  public void onText(WebSocketConnection connection, String text) {
    show(
        connection,
        display.toTerminal()
            ? Escape.line(text).getBytes(StandardCharsets.UTF_8)
            : text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void onBinary(WebSocketConnection connection, byte[] bytes) {
    byte[] line = display.form().encode(bytes);
    if (display.toTerminal() && display.form() == Form.TEXT) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      line = Escape.line(text).getBytes(StandardCharsets.UTF_8);
    }
    show(connection, line);
  }

  @Override
  public void onClose(WebSocketConnection connection, Closing closing) {
    ExitCode early = decided;
    if (early != null) {
      outcome.complete(early);
      return;
    }
    ExitCode code = diagnostics.report(closing);
    if (code == ExitCode.NORMAL && count > 0) {
      diagnostics.say(received + " of " + count + " messages came before the end");
      code = ExitCode.UNMET;
    }
    if (display.interactive() && code == ExitCode.NORMAL) {
      diagnostics.say("closed: " + closing.code());
    }
    outcome.complete(code);
  }

  private void show(WebSocketConnection connection, byte[] line) {
    if (count > 0 && received == count) {
      return;
    }
    printer.line(display.interactive() ? concat("< ", line) : line);
    received++;
    if (received == count) {
      decide(ExitCode.NORMAL);
      connection.close();
    }
  }

  private static byte[] concat(String mark, byte[] line) {
    byte[] front = mark.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[front.length + line.length];
    System.arraycopy(front, 0, whole, 0, front.length);
    System.arraycopy(line, 0, whole, front.length, line.length);
    return whole;
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.client.WebSocketConnection;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/** Writes received messages to standard output, one a line, and nothing else there. */
final class TextEvents implements Events {

  /** How messages are shown. */
  record Display(Form form, boolean toTerminal, boolean interactive) {}

  private final Display display;
  private final Printer printer;
  private final Diagnostics diagnostics;

  TextEvents(Display display, Printer printer, Diagnostics diagnostics) {
    this.display = display;
    this.printer = printer;
    this.diagnostics = diagnostics;
  }

  @Override
  public void opened(WebSocketConnection connection) {
    if (display.interactive()) {
      diagnostics.say("connected to " + connection.options().uri() + " (Ctrl+D closes)");
    }
  }

  @Override
  public void text(String text) {
    print(display.toTerminal() ? Escape.line(text) : text);
  }

  @Override
  public void binary(byte[] bytes) {
    if (display.toTerminal() && display.form() == Form.TEXT) {
      print(Escape.line(new String(bytes, StandardCharsets.UTF_8)));
    } else {
      printer.line(display.form().encode(bytes));
    }
  }

  @Override
  public void pong(byte[] payload) {
    if (display.interactive()) {
      diagnostics.say("pong: " + new String(payload, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void waiting(Waiting waiting) {
    diagnostics.say(
        waiting.why() + "; next attempt at " + waiting.until().truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public void closed(WebSocketConnection connection, Closing closing) {
    if (display.interactive() && Diagnostics.code(closing) == ExitCode.NORMAL) {
      diagnostics.say("closed: " + closing.code()); // any other end is reported at the end
    }
  }

  private void print(String line) {
    String shown = display.interactive() ? "< " + line : line;
    printer.line(shown.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.yodel.client.terminal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What was said to standard output, what the program says to standard error. */
final class PlainScreen implements ChatScreen {

  private final Printer printer;
  private final Diagnostics diagnostics;

  PlainScreen(Printer printer, Diagnostics diagnostics) {
    this.printer = printer;
    this.diagnostics = diagnostics;
  }

  @Override
  public void show(List<String> lines) {
    lines.forEach(line -> printer.line(line.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void notice(String line) {
    diagnostics.say(line.startsWith("-- ") ? line.substring(3) : line);
  }

  @Override
  public void prompt(String prompt, String aside) {
    // Nobody types.
  }

  @Override
  public int width() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean isLive() {
    return false;
  }
}

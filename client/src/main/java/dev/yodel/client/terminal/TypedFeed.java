package dev.yodel.client.terminal;

import dev.yodel.client.terminal.LineEditor.Interrupted;
import java.nio.charset.StandardCharsets;

/**
 * Lines that somebody types on a terminal: each is a message or a command, one that cannot be sent
 * is said to be wrong, and Ctrl+C ends the process.
 */
final class TypedFeed implements Feed {

  private static final String PROMPT = "> ";

  private final LineEditor editor;
  private final SendArguments how;
  private final Typed typed;
  private final Diagnostics diagnostics;

  TypedFeed(LineEditor editor, SendArguments how, Typed typed, Diagnostics diagnostics) {
    this.editor = editor;
    this.how = how;
    this.typed = typed;
    this.diagnostics = diagnostics;
  }

  @Override
  public void run(Sender sender) throws InterruptedException {
    editor.onInterrupt(TypedFeed::interrupted);
    boolean going = sender.connection() != null;
    try {
      while (going) {
        String lines = editor.read(PROMPT, "");
        going = lines != null && send(sender, lines);
      }
    } catch (Interrupted controlC) {
      interrupted();
    }
  }

  /** What was pasted may be several lines, each of which is a message. */
  private boolean send(Sender sender, String lines) throws InterruptedException {
    boolean going = true;
    for (String line : lines.split("\n", -1)) {
      try {
        byte[] message = typed.obey(sender, line.getBytes(StandardCharsets.UTF_8));
        going = message == null || sender.send(how.binary, how.bytes(message));
      } catch (IllegalArgumentException malformed) {
        diagnostics.say(String.valueOf(malformed.getMessage()));
      }
    }
    return going;
  }

  private static void interrupted() {
    System.exit(ExitCode.INTERRUPTED.code());
  }
}

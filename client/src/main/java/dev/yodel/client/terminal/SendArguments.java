package dev.yodel.client.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to send. */
final class SendArguments {

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Sends this instead of standard input (repeatable).")
  List<String> messages = new ArrayList<>();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "Sends the --message again and again, this often.")
  @Nullable Duration every;

  @Option(
      names = {"-b", "--binary"},
      description = "Sends binary messages instead of text.")
  boolean binary;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      defaultValue = "text",
      description =
          "How a line writes the bytes of a binary message, sent or received:"
              + " text, hex or base64 (default ${DEFAULT-VALUE}).")
  Form form = Form.TEXT;

  /**
   * Checks what goes together.
   *
   * @throws IllegalArgumentException with the expectation
   */
  void check() {
    if (every != null && messages.size() != 1) {
      throw new IllegalArgumentException("--every (expected: with exactly one --message)");
    }
    if (binary) {
      messages.forEach(text -> form.decode(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
  }
}

package dev.yodel.client.terminal;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
      names = "--file",
      paramLabel = "FILE",
      description = "Sends a whole file as one message instead of standard input.")
  private @Nullable Path file;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "Sends the --message again and again, this often.")
  private @Nullable Duration every;

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

  @Option(
      names = "--commands",
      description = "Obeys lines such as /ping, /pong TEXT, /close 1000 bye; always on a terminal.")
  private boolean commands;

  boolean readsInput() {
    return messages.isEmpty() && file == null;
  }

  /**
   * Checks what goes together.
   *
   * @throws IllegalArgumentException with the expectation
   */
  void check() {
    if (every != null && messages.size() != 1) {
      throw new IllegalArgumentException("--every (expected: with exactly one --message)");
    }
    if (file != null && !messages.isEmpty()) {
      throw new IllegalArgumentException("--file and --message (expected: one of them)");
    }
    if (file != null) {
      ReadableFile.check("--file", file);
    }
    if (binary) {
      messages.forEach(this::bytes);
    }
  }

  /** The bytes of a message that is written like this. */
  byte[] bytes(byte[] line) {
    return binary ? form.decode(line) : line;
  }

  byte[] bytes(String line) {
    return bytes(line.getBytes(StandardCharsets.UTF_8));
  }

  /** What the options say to send. */
  Feed feed(InputStream in, boolean interactive, Typed typed) {
    if (every != null) {
      return Feed.every(every, messages.get(0), this);
    }
    if (file != null) {
      return Feed.file(file, binary);
    }
    return readsInput()
        ? Feed.lines(in, this, interactive || commands, typed)
        : Feed.messages(messages, this);
  }
}

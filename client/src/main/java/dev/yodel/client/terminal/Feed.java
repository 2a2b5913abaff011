package dev.yodel.client.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is to be sent, in order; runs on a thread of its own. */
@FunctionalInterface
interface Feed {

  /**
   * Sends all of it, or until it is over.
   *
   * @throws IllegalArgumentException for input that cannot be sent as asked
   */
  void run(Sender sender) throws IOException, InterruptedException;

  /** Every line of an input, in a form; typed commands are obeyed if asked. */
  static Feed lines(InputStream in, SendArguments how, boolean commands, Typed typed) {
    return sender -> {
      var lines = new LineReader(in);
      long number = 0;
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        number++;
        try {
          byte[] message = commands ? typed.obey(sender, line) : line;
          boolean going = message == null || sender.send(how.binary, how.bytes(message));
          if (!going) {
            return;
          }
        } catch (IllegalArgumentException malformed) {
          throw new IllegalArgumentException(
              "line " + number + ": " + malformed.getMessage(), malformed);
        }
      }
    };
  }

  /** Some messages. */
  static Feed messages(List<String> texts, SendArguments how) {
    return sender -> {
      for (String text : texts) {
        sender.send(how.binary, how.bytes(text));
      }
    };
  }

  /** A file as one message. */
  static Feed file(Path file, boolean binary) {
    return sender -> sender.send(binary, Files.readAllBytes(file));
  }

  /** One message again and again; an instant that was missed is made up for. */
  static Feed every(Duration interval, String text, SendArguments how) {
    return sender -> {
      byte[] message = how.bytes(text);
      long next = System.nanoTime();
      while (sender.send(how.binary, message)) {
        next += interval.toNanos();
        sender.link().awaitEnd(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
    };
  }
}

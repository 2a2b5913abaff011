package dev.yodel.client.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a run ends and what it leaves behind. */
final class RunArguments {

  /** What to do when there is nothing more to send. */
  enum Eof {
    CLOSE,
    WAIT,
    HALF
  }

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Closes after N received messages; exit code 9 if fewer come.")
  private @Nullable Long count;

  @Option(
      names = "--expect",
      paramLabel = "REGEX",
      description = "Only messages in which this is found count; one unless --count says more.")
  private @Nullable Pattern expect;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      description = "Exit code 9 if this has not ended by then.")
  @Nullable Duration timeout;

  @Option(
      names = "--eof",
      paramLabel = "WHAT",
      description =
          "At the end of the input: close (default), wait for the peer's Close (default with --count"
              + " or --expect, at most 60 s unless --timeout says more), or half: end the sending"
              + " direction of the TCP connection without a Close frame.")
  private @Nullable Eof eof;

  @Option(
      names = "--first-message",
      paramLabel = "TEXT",
      description = "Sends this first, and again after each reconnection (repeatable).")
  List<String> firstMessages = new ArrayList<>();

  @Option(
      names = "--reconnect",
      description = "Comes back with back-off when the end says that it is worth it.")
  boolean reconnect;

  @Option(names = "--json", description = "Writes every event as one JSON object a line.")
  boolean json;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes every message to a file for 'yodel replay'.")
  @Nullable Path record;

  @Option(names = "--stats", description = "Says counts, compression and round trips at the end.")
  boolean stats;

  @Option(
      names = {"-v", "--verbose"},
      description = "Shows handshake and frames on standard error.")
  boolean verbose;

  Goal goal() {
    if (count != null && count < 1) {
      throw new IllegalArgumentException("--count: " + count + " (expected: 1 or more)");
    }
    return new Goal(count == null ? 0 : count, expect);
  }

  /**
   * Refuses to empty the file that is read.
   *
   * @throws IllegalArgumentException with the expectation
   */
  void checkRecord(Path played) {
    try {
      if (record != null && Files.exists(record) && Files.isSameFile(record, played)) {
        throw new IllegalArgumentException(
            "--record: " + record + " (expected: another file than the one that is replayed)");
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "--record: " + record + " (expected: a file that can be written)", unreadable);
    }
  }

  Eof eof() {
    return eof != null ? eof : goal().isSet() ? Eof.WAIT : Eof.CLOSE;
  }
}

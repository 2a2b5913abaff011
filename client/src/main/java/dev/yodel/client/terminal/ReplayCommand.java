package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions;
import dev.yodel.protocol.JsonLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends what a recording says was sent, when it was sent. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Sends the messages of a recording again, by default at its own pace.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  yodel echo --record session.ndjson            record a session",
      "  yodel replay session.ndjson                   play it again as it was",
      "  yodel replay session.ndjson URL --pace 10ms   one message every 10 ms",
    })
final class ReplayCommand implements Callable<Integer> {

  /** A year. */
  private static final long MAX_MILLIS = 365L * 24 * 3_600_000;

  @Parameters(index = "0", paramLabel = "FILE", description = "What 'yodel echo --record' wrote.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080/echo",
      description = "ws://… or wss://… (default ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--pace",
      paramLabel = "TIME",
      description = "From one message to the next; as recorded by default.")
  private @Nullable Duration pace;

  @Mixin private ConnectionArguments connection = new ConnectionArguments();
  @Mixin private RunArguments run = new RunArguments();

  @Override
  public Integer call() throws InterruptedException {
    Terminals terminals = Terminals.ofProcess();
    ConnectOptions options;
    RawRun raw;
    try {
      ReadableFile.check("FILE", file);
      run.checkRecord(file);
      options = connection.options(url, run.verbose ? new Verbose(System.err) : null);
      var display = new TextEvents.Display(Form.TEXT, terminals.out(), false);
      raw = new RawRun(run, display, RawRun.Outlets.standard());
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    }
    return raw.run(options, this::feed).code();
  }

  private void feed(Sender sender) throws IOException, InterruptedException {
    if (sender.connection() == null) {
      return;
    }
    long start = System.nanoTime();
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, Object> message = JsonLine.read(line);
        if (Boolean.TRUE.equals(message.get("sent"))) {
          long left = start + dueNanos(message, number) - System.nanoTime();
          sender.link().awaitEnd(Duration.ofNanos(Math.max(0, left)));
          send(sender, message);
          number++;
        }
      }
    }
  }

  private long dueNanos(Map<String, Object> message, long number) {
    if (pace != null) {
      return number * pace.toNanos();
    }
    Object at = message.getOrDefault("atMs", 0L);
    if (at instanceof Long millis && millis >= 0 && millis <= MAX_MILLIS) {
      return Duration.ofMillis(millis).toNanos();
    }
    throw new IllegalArgumentException(
        "recording: \"atMs\": " + at + " (expected: milliseconds, at most " + MAX_MILLIS + ")");
  }

  private static void send(Sender sender, Map<String, Object> message) throws InterruptedException {
    if (message.get("text") instanceof String text) {
      sender.send(false, text.getBytes(StandardCharsets.UTF_8));
    } else if (message.get("base64") instanceof String base64) {
      sender.send(true, Base64.getDecoder().decode(base64));
    } else {
      throw new IllegalArgumentException("recording: a line without \"text\" and \"base64\"");
    }
  }
}

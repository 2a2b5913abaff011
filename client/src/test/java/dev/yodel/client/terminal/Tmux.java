package dev.yodel.client.terminal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A terminal of its own, typed into and looked at. */
final class Tmux implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int WIDE = 100;

  private final Path folder;

  private Tmux() throws IOException {
    folder = Files.createTempDirectory("yodel-tmux");
  }

  /** Starts the jar in a new terminal; its exit code is shown behind {@code exit=}. */
  static Tmux running(String... arguments) throws Exception {
    return running(WIDE, List.of(), arguments);
  }

  /** The same in a terminal of so many columns, with more in its environment. */
  static Tmux running(int columns, List<String> environment, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "env TERM=screen "
            + String.join(" ", environment)
            + " "
            + java
            + " -XX:TieredStopAtLevel=1 -ea -jar target/yodel.jar '"
            + String.join("' '", arguments)
            + "'; echo exit=$?; cat";
    return shell(columns, command);
  }

  /** Starts a command of the shell in a new terminal. */
  static Tmux shell(int columns, String command) throws Exception {
    var tmux = new Tmux();
    String width = String.valueOf(columns);
    tmux.call("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", "24", "sh", "-c", command);
    return tmux;
  }

  /** Types text as it is. */
  void type(String text) throws Exception {
    call("send-keys", "-l", "--", text);
  }

  /** Presses a key by its name: Enter, C-c, C-d. */
  void press(String key) throws Exception {
    call("send-keys", key);
  }

  String screen() throws Exception {
    return call("capture-pane", "-p");
  }

  /** The lines of the screen that are not empty. */
  List<String> lines() throws Exception {
    return screen().lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).toList();
  }

  /** Waits until the last line, where one types, is this. */
  void awaitLast(String line) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> org.assertj.core.api.Assertions.assertThat(lines()).last().isEqualTo(line));
  }

  /** Waits until the screen shows a text. */
  void awaitText(String text) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(screen()).contains(text));
  }

  @Override
  public void close() throws IOException {
    try {
      Process kill =
          new ProcessBuilder("tmux", "-S", socket().toString(), "kill-server")
              .redirectErrorStream(true)
              .start();
      kill.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }

  private Path socket() {
    return folder.resolve("socket");
  }

  private String call(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket().toString()));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      throw new AssertionError("tmux is missing: apt-get install tmux", missing);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}

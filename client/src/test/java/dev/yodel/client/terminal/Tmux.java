package dev.yodel.client.terminal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A terminal of its own, typed into and looked at. */
final class Tmux implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String socket = "yodel-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

  /** Starts the jar in a new terminal; its exit code is shown behind {@code exit=}. */
  static Tmux running(String... arguments) throws Exception {
    var tmux = new Tmux();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        java
            + " -XX:TieredStopAtLevel=1 -ea -jar target/yodel.jar '"
            + String.join("' '", arguments)
            + "'; echo exit=$?; cat";
    tmux.call("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "24", "sh", "-c", command);
    return tmux;
  }

  /** Types text as it is. */
  void type(String text) throws Exception {
    call("send-keys", "-l", text);
  }

  /** Presses a key by its name: Enter, C-c, C-d. */
  void press(String key) throws Exception {
    call("send-keys", key);
  }

  String screen() throws Exception {
    return call("capture-pane", "-p");
  }

  /** Waits until the screen shows a text. */
  void awaitText(String text) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(screen()).contains(text));
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("tmux", "-L", socket, "kill-server").start();
  }

  private String call(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
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

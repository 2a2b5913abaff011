package dev.yodel.client.terminal;

import dev.yodel.client.terminal.YodelProcess.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestInfo;

/**
 * {@code yodel chat} in a pipe, which keeps what it knows in a folder of its own.
 *
 * @param folder of the test
 */
record ChatPipe(Path folder) {

  /** Runs it to its end with all of its input at once. */
  Result run(String input, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("chat"));
    all.addAll(List.of(arguments));
    return YodelProcess.run(state(), input, all.toArray(String[]::new));
  }

  /** The environment that names what it keeps. */
  List<String> state() {
    return List.of("XDG_STATE_HOME=" + folder.resolve("state"));
  }

  /** A room that no other test enters. */
  static String room(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }
}

package dev.yodel.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a shell can do to the program: other encodings, streams that are closed or full. */
class ShellIT {

  private static Server server;
  private static String url;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
    url = "ws://127.0.0.1:" + server.port();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  private Result run(String line) throws Exception {
    Path err = folder.resolve("err");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder = new ProcessBuilder("sh", "-c", line).redirectError(err.toFile());
    builder.environment().put("YODEL", java + " -XX:TieredStopAtLevel=1 -jar target/yodel.jar");
    builder.environment().put("U", url);
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), out, Files.readString(err));
  }

  @Test
  void argumentThatTheLocaleCannotSayIsNotSent() throws Exception {
    String send = "LC_ALL=%s $YODEL echo $U/echo -m \"$(printf 'gr\\303\\274n')\"";
    Result lost = run(send.formatted("C"));
    assertThat(lost.code()).isEqualTo(2);
    assertThat(lost.out()).isEmpty();
    assertThat(lost.err()).contains("(expected: UTF-8;").contains("set LC_ALL=C.UTF-8)");
    assertThat(run(send.formatted("C.UTF-8"))).isEqualTo(new Result(0, "grün\n", ""));
  }

  @Test
  void argumentThatIsNoUtf8IsNotSent() throws Exception {
    Result lost = run("LC_ALL=C.UTF-8 $YODEL echo $U/echo -m \"$(printf 'gr\\374n')\"");
    assertThat(lost.code()).isEqualTo(2);
    assertThat(lost.out()).isEmpty();
    assertThat(lost.err()).contains("(expected: UTF-8; U+FFFD, ").doesNotContain("LC_ALL");
  }

  @Test
  void outputThatCannotBeWrittenIs1() throws Exception {
    String[] commands = {
      "--help",
      "generate-completion",
      "conformance $U/echo --only http-3-post",
      "conformance $U/echo --only http-3-post --json",
      "bench $U/echo -c 1 --warm-up 0.01 --duration 0.1",
      "bench $U/echo -c 1 --warm-up 0.01 --duration 0.1 --json"
    };
    for (String command : commands) {
      Result full = run("exec $YODEL " + command + " >/dev/full");
      assertThat(full.code()).as(command).isEqualTo(1);
      assertThat(full.err()).contains("yodel: standard output: No space left on device");
    }
    assertThat(run("$YODEL --help | head -c 1 >/dev/null").err()).isEmpty();
  }

  @Test
  void closedInputIsAnEmptyOne() throws Exception {
    assertThat(run("exec $YODEL echo $U/echo -b <&-")).isEqualTo(new Result(0, "", ""));
    assertThat(run("exec $YODEL chat $U/ws <&-")).isEqualTo(new Result(0, "", ""));
  }
}

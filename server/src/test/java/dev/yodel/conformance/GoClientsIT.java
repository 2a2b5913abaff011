package dev.yodel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in Go on gorilla/websocket, as Debian packages it: {@code ./yodel test foreign}. */
@Tag("foreign")
final class GoClientsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/echo", "/"})
  void dialerGetsItsGreetingBackAndClosesOnInterrupt(String path) throws Exception {
    Path out = folder.resolve("out");
    Process program = run(out, build("dial"), url(path));
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> Files.readAllLines(out).contains("received: Hello, WebSocket!"));
      interrupt(program);
      assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    assertThat(Files.readAllLines(out))
        .containsExactly("received: Hello, WebSocket!", "closed: websocket: close 1000 (normal)");
    assertThat(program.exitValue()).isZero();
  }

  @Test
  void senderHearsEveryLineOnce() throws Exception {
    Path out = folder.resolve("out");
    Process program = run(out, build("every"), url("/echo"), "3");
    try {
      assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    assertThat(Files.readAllLines(out)).isEqualTo(List.of(recv(), recv(), recv()));
    assertThat(program.exitValue()).isZero();
  }

  private static String recv() {
    return "recv: hello, server!";
  }

  private String url(String path) {
    return "ws://localhost:" + server.port() + path;
  }

  private static void interrupt(Process program) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(program.pid())).start().waitFor();
  }

  private String build(String name) throws Exception {
    Path binary = folder.resolve(name);
    Path log = folder.resolve("build");
    Path source = Path.of("src", "test", "go", name, "main.go").toAbsolutePath();
    Process go = run(log, "go", "build", "-o", binary.toString(), source.toString());
    assertThat(go.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(go.exitValue()).as(Files.readString(log)).isZero();
    return binary.toString();
  }

  private static Process run(Path out, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", "/usr/share/gocode");
    return builder.start();
  }
}

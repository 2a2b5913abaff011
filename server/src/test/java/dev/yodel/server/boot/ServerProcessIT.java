package dev.yodel.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.JsonLine;
import dev.yodel.server.websocket.RawPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server as a process: its first lines, its exit codes, its signals. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerProcessIT {

  private static final Pattern PAGE = Pattern.compile("page http://127\\.0\\.0\\.1:(\\d+)/");

  private final List<Process> started = new ArrayList<>();

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(ServerCommand.class.getName());
    command.addAll(List.of("--log", "memory"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static int portOf(BufferedReader out) throws IOException {
    return portOf(out, new ArrayList<>());
  }

  private static int portOf(BufferedReader out, List<String> seen) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      seen.add(line);
      Matcher page = PAGE.matcher(line);
      if (page.find()) {
        return Integer.parseInt(page.group(1));
      }
    }
    throw new IOException("no line says where the page is");
  }

  private static int codeOf(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void sigtermDrainsAndExitsWithZero() throws Exception {
    Process process = start("--port", "0", "--log-format", "json", "--access-log", "all");
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader();
        RawPeer peer = new RawPeer(portOf(out, lines))) {
      peer.send(RawPeer.upgrade("/ws?token=hush")).until("\r\n\r\n");

      process.toHandle().destroy(); // the process's own would close what it says
      assertThat(peer.until("\3\351")).startsWith("\u0088");
      peer.send(RawPeer.frame(0x88, "\3\351")).toEnd();
      assertThat(codeOf(process)).isZero();
      lines.addAll(out.lines().toList());
    }
    everyLineIsAnObject(lines);
  }

  /** From the first to the last; what newer JDKs warn of is theirs. */
  private static void everyLineIsAnObject(List<String> lines) {
    List<Map<String, Object>> events =
        lines.stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("WARNING"))
            .map(JsonLine::read)
            .toList();
    assertThat(events)
        .allSatisfy(event -> assertThat(event).containsKeys("time", "level", "logger", "event"))
        .anySatisfy(
            event ->
                assertThat(event)
                    .containsEntry("event", "request")
                    .containsEntry("path", "/ws")
                    .containsEntry("status", 101L)
                    .containsEntry("endpoint", "relay"))
        .anySatisfy(
            event ->
                assertThat(event)
                    .containsEntry("event", "connection closed")
                    .containsEntry("code", 1001L)
                    .containsEntry("by", "server"));
    assertThat(events.get(events.size() - 1)).containsEntry("event", "stopped");
    assertThat(lines).noneMatch(line -> line.contains("hush"));
  }

  @Test
  void aSecondSignalExitsAtOnce() throws Exception {
    Process process = start("--port", "0", "--drain-timeout", "1h", "--close-timeout", "1h");
    try (BufferedReader out = process.inputReader();
        RawPeer peer = new RawPeer(portOf(out))) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      process.destroy();
      peer.until("\3\351");

      process.destroy();

      assertThat(codeOf(process)).isEqualTo(1);
    }
  }

  @Test
  void whileDrainingUpgradesAreAnswered503() throws Exception {
    Process process = start("--port", "0", "--drain-timeout", "1h", "--close-timeout", "1h");
    try (BufferedReader out = process.inputReader()) {
      int port = portOf(out);
      try (RawPeer peer = new RawPeer(port);
          RawPeer late = new RawPeer(port);
          RawPeer probe = new RawPeer(port)) {
        peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
        process.destroy();
        peer.until("\3\351");

        assertThat(late.send(RawPeer.upgrade("/echo")).until("\r\n\r\n"))
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: ");
        assertThat(probe.send(get("/health/ready")).until("draining")).startsWith("HTTP/1.1 503 ");
        assertThat(probe.send(get("/health/live")).until("live\n")).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  @Test
  void aPortInUseIsOneClearLineAndOne() throws Exception {
    Process first = start("--port", "0");
    try (BufferedReader out = first.inputReader()) {
      String port = String.valueOf(portOf(out));

      Process second = start("--port", port);
      String said = new String(second.getInputStream().readAllBytes(), UTF_8);

      assertThat(codeOf(second)).isEqualTo(1);
      assertThat(said).contains("port " + port + ": the port is in use", "--port N");
      assertThat(said).doesNotContain("\tat ");
    }
  }
}

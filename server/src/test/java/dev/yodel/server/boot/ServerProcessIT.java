package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.JsonLine;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server as a process: its first lines, its exit codes, its signals. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerProcessIT {

  @Test
  void sigtermDrainsAndExitsWithZero() throws Exception {
    try (ServerProgram server =
            ServerProgram.start("--port", "0", "--log-format", "json", "--access-log", "all");
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(RawPeer.upgrade("/ws?token=hush")).until("\r\n\r\n");

      server.terminate();
      assertThat(peer.until("\3\351")).startsWith("\u0088");
      peer.send(RawPeer.frame(0x88, "\3\351")).toEnd();
      assertThat(server.exitCode()).isZero();
      everyLineIsAnObject(server.said());
    }
  }

  @Test
  void aTerminalThatHangsUpDrainsAServerWithoutACertificate() throws Exception {
    try (ServerProgram server = ServerProgram.start("--port", "0");
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");

      server.hangUp();
      assertThat(peer.until("\3\351")).startsWith("\u0088");
      server.hangUp();
      peer.send(RawPeer.frame(0x88, "\3\351")).toEnd();
      assertThat(server.exitCode()).isZero();
    }
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
    try (ServerProgram server = endless();
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
      server.terminate();
      peer.until("\3\351");

      server.terminate();

      assertThat(server.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void whileDrainingUpgradesAreAnswered503() throws Exception {
    try (ServerProgram server = endless()) {
      int port = server.port();
      try (RawPeer peer = new RawPeer(port);
          RawPeer late = new RawPeer(port);
          RawPeer probe = new RawPeer(port)) {
        peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
        server.terminate();
        peer.until("\3\351");

        assertThat(late.send(RawPeer.upgrade("/echo")).until("\r\n\r\n"))
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: ");
        assertThat(probe.send(get("/health/ready")).until("draining")).startsWith("HTTP/1.1 503 ");
        assertThat(probe.send(get("/health/live")).until("live\n")).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  /** One that waits for its peers. */
  private static ServerProgram endless() throws IOException {
    return ServerProgram.start("--port", "0", "--drain-timeout", "1h", "--close-timeout", "1h");
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  @Test
  void aPortInUseIsOneClearLineAndOne() throws Exception {
    try (ServerProgram first = ServerProgram.start("--port", "0")) {
      String port = String.valueOf(first.port());
      try (ServerProgram second = ServerProgram.start("--port", port)) {
        String said = String.join("\n", second.said());

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(said).contains("port " + port + ": the port is in use", "--port N");
        assertThat(said).doesNotContain("\tat ");
      }
    }
  }
}

package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ScriptedServer;
import dev.yodel.client.conformance.CarelessServer;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.protocol.JsonLine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandIT {

  @TempDir private Path folder;

  @Test
  void brokenRulesAre11AndAreExplained() throws Exception {
    try (var server = new CarelessServer()) {
      Path report = folder.resolve("report.xml");
      Result result =
          YodelProcess.run(
              "",
              "conformance",
              server.uri().toString(),
              "--only",
              "5.1-unmasked-text,5.5.2-text",
              "--junit",
              report.toString());
      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isEqualTo(11);
      assertThat(result.out())
          .contains("RFC 6455 section 5.1: Masking: 0 of 1\n  FAIL   5.1-unmasked-text ")
          .contains("         sent      81 01 78\n         expected  Close with 1002\n")
          .contains("         seen      text \"x\"\n")
          .contains("RFC 6455 section 5.5.2: Ping: 1 of 1\n")
          .contains("2 cases: 1 passed, 0 loose, 1 failed, 0 skipped in ");
      assertThat(Files.readString(report)).contains("tests=\"2\" failures=\"1\"");
    }
  }

  @Test
  void keptRulesAre0AndJsonIsOneObjectACase() throws Exception {
    try (var server = new CarelessServer()) {
      Result result =
          YodelProcess.run(
              "", "conformance", server.uri().toString(), "--json", "--only", "5.5.2-*");
      assertThat(result.code()).isZero();
      List<Map<String, Object>> lines = result.out().lines().map(JsonLine::read).toList();
      assertThat(lines).hasSize(6);
      assertThat(lines.get(0))
          .containsEntry("id", "5.5.2-empty")
          .containsEntry("rfc", 6455L)
          .containsEntry("section", "5.5.2")
          .containsEntry("outcome", "passed");
      assertThat(lines.get(5)).containsEntry("cases", 5L).containsEntry("passed", 5L);
    }
  }

  @Test
  void reportThatCannotBeWrittenIs2BeforeAnythingIsChecked() throws Exception {
    Result result =
        YodelProcess.run("", "conformance", "ws://127.0.0.1:1/", "--junit", folder.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--junit: " + folder + " (expected: a file that can");
  }

  @Test
  void noServerIs3() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Result result = YodelProcess.run("", "conformance", "ws://127.0.0.1:" + port + "/");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whatDoesNotTakeAHandshakeIs11() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
              peer.awaitEnd();
            })) {
      Result result = YodelProcess.run("", "conformance", server.uri().toString());
      assertThat(result.code()).isEqualTo(11);
      assertThat(result.err()).contains("HTTP/1.1 404 Not Found").contains("expected: a server");
    }
  }
}

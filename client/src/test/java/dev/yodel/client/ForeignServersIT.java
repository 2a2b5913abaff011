package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.ConnectOptions.Upgrade;
import dev.yodel.client.conformance.Case;
import dev.yodel.client.conformance.Conformance;
import dev.yodel.client.conformance.Target;
import dev.yodel.client.conformance.Verdict;
import dev.yodel.client.conformance.Verdict.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client and the table against servers that nobody here wrote: {@code ./yodel test foreign}.
 */
@Tag("foreign")
class ForeignServersIT {

  private static final int LIMIT_SECONDS = 60;
  private static final String LONG = "é€👋 and more. ".repeat(2_000);

  /** What npm ws 8.23 does against the RFCs; see docs/client.md. */
  private static final List<String> NPM_WS_BREAKS =
      List.of(
          "http-3-http10",
          "http-3-no-host",
          "http-3-two-hosts",
          "4.4-version-013",
          "4.4-version-13.0",
          "deflate-7-window-zero-led",
          "deflate-5.1-second",
          "deflate-5.1-second-line",
          "deflate-5.1-among-others");

  @TempDir static Path folder;
  private static Path certificate;
  private static Path key;

  @BeforeAll
  static void makeCertificate() throws Exception {
    SelfSigned pair = SelfSigned.create();
    certificate = Files.writeString(folder.resolve("cert.pem"), pair.certificatePem());
    key = Files.writeString(folder.resolve("key.pem"), pair.keyPem());
  }

  @ParameterizedTest
  @CsvSource({
    "npm ws, ws, false",
    "npm ws, ws, true",
    "npm ws, wss, true",
    "Tomcat, ws, false",
    "Tomcat, wss, true",
    "python3-websockets, ws, false",
    "python3-websockets, ws, true",
    "python3-websockets, wss, true",
  })
  void messagesComeBackPingsAreAnsweredAndTheCloseToo(String name, String scheme, boolean deflate)
      throws Exception {
    Path[] secure = scheme.equals("wss") ? new Path[] {certificate, key} : new Path[0];
    var heard = new Recorder();
    try (var server = ForeignServer.start(name, secure);
        var client = WebSocketClient.create()) {
      var options =
          ConnectOptions.to(server.uri(scheme))
              .with(new Upgrade(List.of(), List.of(), deflate))
              .with(new Route(new Tls(certificate, null, null, null, false), null, null));
      WebSocketConnection connection =
          client.connect(options, heard).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      connection.sendText("hello");
      connection.sendText(LONG);
      connection.sendBinary(new byte[] {0, 1, (byte) 0xff});
      assertThat(heard.next()).isEqualTo("open");
      assertThat(heard.next()).isEqualTo("text hello");
      assertThat(heard.next()).isEqualTo("text " + LONG);
      assertThat(heard.next()).isEqualTo("binary 0001ff");
      assertThat(connection.ping().get(LIMIT_SECONDS, TimeUnit.SECONDS)).isPositive();
      Closing closing = connection.close(1000, "bye").get(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(closing.cause()).isEqualTo(Closing.Cause.SELF);
      assertThat(closing.code()).isEqualTo(1000);
    }
  }

  @Test
  void npmWsBreaksTheseRulesAndNoOthers() throws Exception {
    try (var server = ForeignServer.start("npm ws")) {
      assertThat(broken(server.uri("ws"))).containsExactlyInAnyOrderElementsOf(NPM_WS_BREAKS);
    }
  }

  /** Which rules it breaks differs from release to release; that the table ends does not. */
  @ParameterizedTest
  @ValueSource(strings = {"python3-websockets", "Tomcat"})
  void framesAreServedRightByOthersToo(String name) throws Exception {
    try (var server = ForeignServer.start(name)) {
      assertThat(broken(server.uri("ws"))).noneMatch(id -> id.startsWith("5."));
    }
  }

  private static List<String> broken(URI uri) throws Exception {
    Target target = Target.of(uri, null, Duration.ofSeconds(20));
    return new Conformance(target)
        .probe().run(Conformance.table(), verdict -> {}).stream()
            .filter(verdict -> verdict.outcome() == Outcome.FAILED)
            .map(Verdict::of)
            .map(Case::id)
            .toList();
  }
}

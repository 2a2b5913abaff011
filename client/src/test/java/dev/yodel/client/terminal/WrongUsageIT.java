package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that would do harm, or nothing, are refused before anything is done. */
class WrongUsageIT {

  private static final String NOWHERE = "ws://127.0.0.1:1";

  @TempDir Path folder;

  private static void assertRefused(String why, String... arguments) throws Exception {
    Result result = YodelProcess.run("", arguments);
    assertThat(result.err()).contains(why).doesNotContain("Exception");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void recordingIsNotEmptiedByItsOwnReplay() throws Exception {
    String line = "{\"atMs\":0,\"sent\":true,\"text\":\"one\"}\n";
    Path file = Files.writeString(folder.resolve("session"), line);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    String expected = "(expected: another file than the one that is replayed)";
    assertRefused(expected, "replay", file.toString(), NOWHERE, "--record", link.toString());
    assertThat(file).hasContent(line);
  }

  @Test
  void valueThatMeansNothingIsNamedWithWhatWasExpected() throws Exception {
    Path file = Files.writeString(folder.resolve("text"), "no certificate");
    assertRefused(
        "'--expect': \"(\": Unclosed group (expected: a regular expression)",
        "echo",
        NOWHERE,
        "--expect",
        "(");
    assertRefused("--count: 0 (expected: 1 or more)", "echo", NOWHERE, "-n", "0");
    assertRefused(
        "--ca: " + file + " (expected: certificates in PEM)",
        "echo",
        "wss://127.0.0.1:1",
        "--ca",
        file.toString());
    assertRefused("(expected: a file that can be read)", "replay", folder.toString(), NOWHERE);
  }

  @Test
  void recordingOfMoreThanAYearIsMalformed() throws Exception {
    for (String at : new String[] {"9223372036854775807", "99999999999999999999", "-1", "\"x\""}) {
      Path file = folder.resolve("session");
      Files.writeString(file, "{\"atMs\":" + at + ",\"sent\":true,\"text\":\"one\"}\n");
      try (var server =
          ScriptedServer.playing(
              peer -> {
                peer.accept();
                assertThat(peer.read().opcode()).isEqualTo(Peer.CLOSE);
                peer.sendClose(1000, "");
                peer.finish();
              })) {
        Result result = YodelProcess.run("", "replay", file.toString(), server.uri().toString());
        assertThat(result.code()).as(at).isEqualTo(1);
        assertThat(result.err()).startsWith("yodel: recording: \"atMs\": ");
      }
    }
  }

  @Test
  void cookieOfARefusalIsHidden() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 401 No\r\nSet-Cookie: sid=secret\r\nContent-Length: 0\r\n\r\n");
              peer.awaitEnd();
            })) {
      Result result = YodelProcess.run("", "echo", server.uri().toString(), "-v");
      assertThat(result.code()).isEqualTo(6);
      assertThat(result.err()).contains("Set-Cookie: (hidden)").doesNotContain("secret");
    }
  }
}

package dev.yodel.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to a log, with servers in processes of their own. */
class LogIT {

  private static final String HELLO =
      "{\"type\":\"hello\",\"id\":\"h\",\"version\":1,\"name\":\"Ann\",\"rooms\":[{\"room\":\"r\"%s}]}";
  private static final String POST =
      "{\"type\":\"post\",\"id\":\"%1$s\",\"room\":\"r\",\"postId\":\"%1$s\",\"text\":\"text\"}";

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("rooms.db");
  }

  @Test
  void aSecondServerOnTheSameFileEndsWithAClearError() throws Exception {
    ServerProcess first = ServerProcess.start(log, "process");
    try {
      address(first);
      assertRefused(log + ": in use by another server, process ");
    } finally {
      first.stop();
    }
  }

  @Test
  void aServerDoesNotStartOnADamagedFileAndNamesTheWayOut() throws Exception {
    Files.writeString(log, "damaged");
    assertRefused("yodel server restore FILE");
    assertThat(log).hasContent("damaged");
  }

  private void assertRefused(String why) throws Exception {
    ServerProcess refused = ServerProcess.start(log, "process");
    assertThat(refused.address())
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining(why)
        .withMessageNotContaining("\tat ");
    assertThat(refused.stop()).isEqualTo(1);
  }

  @Test
  void aRestoreBehindTheServersBackIsNoticedByTheFirstThatComesBack() throws Exception {
    Path copy = folder.resolve("copy.db");
    ServerProcess server = ServerProcess.start(log, "process");
    String epoch;
    try (Socket ann = Socket.open(address(server))) {
      say(ann, HELLO.formatted(""));
      epoch = field(answer(ann, "joined"), "epoch");
      say(ann, POST.formatted("p1"));
      answer(ann, "ok");
      assertThat(ServerProcess.command("backup", copy.toString(), "--log", "sqlite:" + log))
          .isZero();
      say(ann, POST.formatted("p2"));
      assertThat(field(answer(ann, "ok"), "seq")).isEqualTo("2");
    } finally {
      server.stop();
    }
    Files.copy(copy, log, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    ServerProcess restored = ServerProcess.start(log, "process");
    try (Socket ann = Socket.open(address(restored))) {
      say(ann, HELLO.formatted(",\"epoch\":\"" + epoch + "\",\"after\":2"));
      String joined = answer(ann, "joined");
      assertThat(field(joined, "recovered")).isEqualTo("false");
      assertThat(field(joined, "epoch")).isNotEqualTo(epoch);
      await().until(() -> restored.output().contains("ERROR log restored silently"));
    } finally {
      restored.stop();
    }
  }

  @Test
  void aCopyIsRestoredUnderANewEpoch() throws Exception {
    Path copy = folder.resolve("copy.db");
    ServerProcess server = ServerProcess.start(log, "process");
    String epoch;
    try (Socket ann = Socket.open(address(server))) {
      say(ann, HELLO.formatted(""));
      epoch = field(answer(ann, "joined"), "epoch");
      say(ann, POST.formatted("p1"));
      answer(ann, "ok");
      assertThat(ServerProcess.command("backup", copy.toString(), "--log", "sqlite:" + log))
          .isZero();
      assertThat(ServerProcess.command("restore", copy.toString(), "--log", "sqlite:" + log))
          .as("while the server runs")
          .isEqualTo(1);
    } finally {
      server.stop();
    }
    assertThat(ServerProcess.command("restore", copy.toString(), "--log", "sqlite:" + log))
        .isZero();
    ServerProcess restored = ServerProcess.start(log, "process");
    try (Socket ann = Socket.open(address(restored))) {
      say(ann, HELLO.formatted(",\"epoch\":\"" + epoch + "\",\"after\":1"));
      String joined = answer(ann, "joined");
      assertThat(field(joined, "recovered")).isEqualTo("false");
      assertThat(field(joined, "head")).isEqualTo("1");
    } finally {
      restored.stop();
    }
  }

  private static URI address(ServerProcess server) throws Exception {
    return server.address().get(60, TimeUnit.SECONDS);
  }

  private static void say(Socket socket, String frame) {
    socket.send(frame.getBytes(StandardCharsets.UTF_8));
  }

  /** The next frame of a type; others are passed over. */
  private static String answer(Socket socket, String type) throws InterruptedException {
    while (true) {
      byte[] frame = socket.receive(60_000);
      assertThat(frame).as("a frame of type " + type).isNotNull();
      String text = new String(frame, StandardCharsets.UTF_8);
      if (text.startsWith("{\"type\":\"" + type + "\"")) {
        return text;
      }
      assertThat(text).doesNotStartWith("{\"type\":\"error\"");
    }
  }

  private static String field(String frame, String name) {
    String rest = frame.substring(frame.indexOf("\"" + name + "\":") + name.length() + 3);
    return rest.split("[,}]", 2)[0].replace("\"", "");
  }
}

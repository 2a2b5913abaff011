package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.protocol.JsonLine;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader of what is written that is slow, or never reads. */
class SlowReaderIT {

  private static final int MESSAGES = 24_000;
  private static final String TEXT = " " + "x".repeat(1_000);
  private static final List<String> ALL =
      IntStream.range(0, MESSAGES).mapToObj(i -> i + TEXT).toList();

  private final AtomicInteger passed = new AtomicInteger();

  private final Script flood =
      peer -> {
        peer.accept();
        for (String text : ALL) {
          peer.send(Peer.TEXT, text);
          passed.incrementAndGet();
        }
        peer.sendClose(1000, "");
        peer.finish();
      };

  private final Script sink =
      peer -> {
        peer.accept();
        while (peer.read().opcode() == Peer.TEXT) {
          passed.incrementAndGet();
        }
        peer.sendClose(1000, "");
        peer.finish();
      };

  @Test
  void stopsThePeerAndMissesNothing() throws Exception {
    try (var server = ScriptedServer.playing(flood);
        var yodel = YodelProcess.unread("echo", server.uri().toString(), "--eof", "wait")) {
      yodel.endInput();
      assertThat(stuckAfter()).isLessThan(MESSAGES);
      yodel.drain();
      Result result = yodel.result();
      assertAll(result.out().lines());
      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isZero();
    }
  }

  @Test
  void stopsThePeerAlsoWhenItReadsTheRecording(@TempDir Path folder) throws Exception {
    String fifo = fifo(folder);
    try (var server = ScriptedServer.playing(flood);
        var yodel =
            YodelProcess.start("echo", server.uri().toString(), "--eof=wait", "--record", fifo);
        BufferedReader recording = Files.newBufferedReader(Path.of(fifo))) {
      yodel.endInput();
      assertThat(stuckAfter()).isLessThan(MESSAGES);
      assertAll(texts(recording.lines()));
      assertThat(yodel.result().code()).isZero();
    }
  }

  @Test
  void makesWhatIsPipedWaitForItsJson() throws Exception {
    try (var server = ScriptedServer.playing(sink);
        var yodel = YodelProcess.unread("echo", server.uri().toString(), "--json")) {
      FutureTask<Boolean> typist = typing(yodel);
      assertThat(stuckAfter()).isLessThan(MESSAGES);
      yodel.drain();
      Result result = yodel.result();
      assertThat(typist.get()).isTrue();
      assertAll(texts(result.out().lines().filter(line -> line.contains("\"sent\""))));
      assertThat(passed).hasValue(MESSAGES);
      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isZero();
    }
  }

  @Test
  void makesWhatIsPipedWaitForItsRecording(@TempDir Path folder) throws Exception {
    String fifo = fifo(folder);
    try (var server = ScriptedServer.playing(sink);
        var yodel = YodelProcess.start("echo", server.uri().toString(), "--record", fifo);
        BufferedReader recording = Files.newBufferedReader(Path.of(fifo))) {
      FutureTask<Boolean> typist = typing(yodel);
      assertThat(stuckAfter()).isLessThan(MESSAGES);
      assertAll(texts(recording.lines()));
      assertThat(yodel.result().code()).isZero();
      assertThat(typist.get()).isTrue();
      assertThat(passed).hasValue(MESSAGES);
    }
  }

  private static String fifo(Path folder) throws Exception {
    String fifo = folder.resolve("recording").toString();
    assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();
    return fifo;
  }

  /** Types everything, on a thread that may have to wait. */
  private static FutureTask<Boolean> typing(YodelProcess yodel) {
    var typist =
        new FutureTask<>(
            () -> {
              for (String text : ALL) {
                yodel.type(text + "\n");
              }
              yodel.endInput();
              return true;
            });
    new Thread(typist, "typist").start();
    return typist;
  }

  private static Stream<String> texts(Stream<String> json) {
    return json.map(line -> String.valueOf(JsonLine.read(line).get("text")));
  }

  private static void assertAll(Stream<String> texts) {
    assertThat(texts.toList().equals(ALL)).as("all, in order").isTrue();
  }

  /** How much had passed when nothing more did. */
  private int stuckAfter() {
    AtomicInteger before = new AtomicInteger();
    await()
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(60))
        .until(() -> passed.get() > 0 && before.getAndSet(passed.get()) == passed.get());
    return passed.get();
  }
}

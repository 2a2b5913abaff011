package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A reader of standard output that is slow, or never reads. */
class SlowReaderIT {

  private static final int MESSAGES = 24_000;
  private static final String TEXT = " " + "x".repeat(1_000);

  private final AtomicInteger sent = new AtomicInteger();

  private final Script flood =
      peer -> {
        peer.accept();
        for (int i = 0; i < MESSAGES; i++) {
          peer.send(Peer.TEXT, i + TEXT);
          sent.incrementAndGet();
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
      List<String> expected = IntStream.range(0, MESSAGES).mapToObj(i -> i + TEXT).toList();
      assertThat(result.out().lines().toList().equals(expected)).as("all, in order").isTrue();
      assertThat(result.err()).isEmpty();
      assertThat(result.code()).isZero();
    }
  }

  /** How much was sent when the peer could send no more. */
  private int stuckAfter() {
    AtomicInteger before = new AtomicInteger();
    await()
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(60))
        .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
    return sent.get();
  }
}

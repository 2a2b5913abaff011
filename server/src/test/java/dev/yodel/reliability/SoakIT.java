package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.crash.Poster;
import dev.yodel.crash.ServerProcess;
import dev.yodel.crash.Stored;
import dev.yodel.crash.Transcript;
import dev.yodel.crash.Transcript.Line;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server among posters, peers that come and go, and readers that are slow; it is stopped or
 * killed again and again. A line a minute, and nothing may be lost or doubled: {@code ./yodel test
 * soak --minutes 60}.
 */
@Tag("soak")
class SoakIT {

  private static final int MINUTES = Integer.getInteger("soak.minutes", 10);
  private static final int POSTERS = 4;
  private static final int KEPT = 20_000;
  private static final int SHORTEST_LIFE_SECONDS = 15;
  private static final int LONGEST_LIFE_SECONDS = 75;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private final AtomicReference<@Nullable URI> address = new AtomicReference<>();
  private final List<Poster> posters = new ArrayList<>();
  private final Audit audit = new Audit();
  private final Random random = new Random(Long.getLong("soak.seed", System.nanoTime()));
  private final long began = System.nanoTime();
  private ServerProcess server;
  private long serverBegan;
  private int stops;
  private int kills;

  @Test
  void nothingIsLostOrDoubled() throws Exception {
    for (int i = 1; i <= POSTERS; i++) {
      posters.add(new Poster("client" + i, address::get).start());
    }
    begin();
    try (Crowd crowd = new Crowd(address::get)) {
      soak(crowd);
    } finally {
      for (Poster poster : posters) {
        poster.end();
      }
      server.kill();
    }
    expectInLog();
  }

  private void soak(Crowd crowd) throws Exception {
    long restart = nextRestart();
    for (int minute = 1; minute <= MINUTES; minute++) {
      long report = began + TimeUnit.MINUTES.toNanos(minute);
      while (restart < report) {
        pauseUntil(restart);
        restart();
        restart = nextRestart();
      }
      pauseUntil(report);
      report(minute, crowd);
      assertThat(audit.faults()).isEmpty();
    }
    posters.forEach(Poster::stopPosting);
    await().atMost(PATIENCE).until(() -> posters.stream().allMatch(Poster::isAnswered));
    await().atMost(PATIENCE).until(this::allSawTheSame);
    report(MINUTES, crowd);
    assertThat(audit.faults()).isEmpty();
    assertThat(audit.lost() + audit.doubled()).as("lost and doubled").isZero();
    assertThat(audit.counted()).hasSize(POSTERS);
  }

  private long nextRestart() {
    int life = SHORTEST_LIFE_SECONDS + random.nextInt(LONGEST_LIFE_SECONDS - SHORTEST_LIFE_SECONDS);
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(life);
  }

  private void begin() throws Exception {
    server =
        ServerProcess.start(
            List.of(),
            "--log=sqlite:" + folder.resolve("rooms.db"),
            "--durability=" + (random.nextBoolean() ? "commit" : "process"),
            "--keep-messages=" + KEPT,
            "--posts-per-second=20",
            "--stall-timeout=5s",
            "--drain-window=1s",
            "--drain-timeout=5s");
    serverBegan = System.nanoTime();
    CompletableFuture<URI> ready = server.address();
    address.set(ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private void restart() throws Exception {
    if (random.nextBoolean()) {
      server.kill();
      kills++;
    } else {
      assertThat(server.stop()).as(server.output()).isZero();
      stops++;
    }
    address.set(null);
    begin();
  }

  private void report(int minute, Crowd crowd) throws Exception {
    audit.take(transcripts());
    int port = server.port();
    System.out.printf(
        Locale.ROOT,
        "soak: minute=%d up=%ds resident=%dMiB direct=%.1fMiB threads=%d descriptors=%d"
            + " lag=%.1fms behind=%.0f posts=%d stops=%d kills=%d visits=%d turned_out=%d"
            + " lost=%d doubled=%d%n",
        minute,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - serverBegan),
        Figures.status(server.pid(), "VmRSS") >> 10,
        Figures.metric(port, "yodel_direct_memory_bytes") / (1 << 20),
        Figures.status(server.pid(), "Threads"),
        Figures.descriptors(server.pid()),
        Figures.metric(port, "yodel_loop_lag_nanoseconds") / 1e6,
        Figures.metric(port, "yodel_seats_behind"),
        audit.posts(),
        stops,
        kills,
        crowd.visits(),
        crowd.turnedOut(),
        audit.lost(),
        audit.doubled());
  }

  private List<Transcript> transcripts() {
    return posters.stream().map(Poster::transcript).toList();
  }

  private boolean allSawTheSame() {
    return transcripts().stream().map(Transcript::last).distinct().count() == 1;
  }

  private static void pauseUntil(long nanos) throws InterruptedException {
    new CountDownLatch(1).await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** What the log still has of the posts is what was seen last, each once and in order. */
  private void expectInLog() {
    Audit stored = new Audit();
    for (Line line : Stored.in(folder.resolve("rooms.db"))) {
      stored.comeIn(line);
      stored.count(line);
    }
    assertThat(stored.lost() + stored.doubled()).as("%s", stored.faults()).isZero();
    assertThat(stored.posts()).isGreaterThanOrEqualTo(Math.min(KEPT, audit.posts()));
    assertThat(stored.counted()).isEqualTo(audit.counted());
  }
}

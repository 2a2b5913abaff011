package dev.yodel.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * Kills the server while clients post, at random moments and, in every other round, right after an
 * acknowledgement; starts it again, and then holds what every client saw and was told against the
 * log. {@code ./yodel test crash --rounds 500} does it longer.
 */
@Tag("crash")
class CrashIT {

  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final AtomicReference<@Nullable URI> address = new AtomicReference<>();
  private final List<Poster> posters = new ArrayList<>();

  @Test
  void nothingAcknowledgedIsLostAndNobodySeesAGapOrADuplicate() throws Exception {
    int rounds = Integer.getInteger("crash.rounds", 5);
    long seed = Long.getLong("crash.seed", new Random().nextLong());
    System.out.printf("crash test: rounds=%d seed=%d%n", rounds, seed);
    for (int i = 1; i <= CLIENTS; i++) {
      posters.add(new Poster("client" + i, address::get).start());
    }
    try {
      play(rounds, new Random(seed));
    } finally {
      for (Poster poster : posters) {
        poster.end();
      }
    }
    List<Transcript> transcripts = posters.stream().map(Poster::transcript).toList();
    Verdict verdict = Verdict.of(transcripts, Stored.in(folder.resolve("rooms.db")));
    System.out.printf(
        "crash test: rounds=%d seed=%d stored=%d acknowledged=%d faults=%d%n",
        rounds, seed, verdict.stored(), verdict.acknowledged(), verdict.faults().size());
    assertThat(verdict.faults()).as("seed %d", seed).isEmpty();
    assertThat(verdict.acknowledged()).as("seed %d", seed).isGreaterThanOrEqualTo(CLIENTS);
  }

  private void play(int rounds, Random random) throws Exception {
    for (int round = 0; round < rounds; round++) {
      boolean hasty = round % 2 == 0;
      ServerProcess server = start(hasty || random.nextBoolean() ? "commit" : "process");
      try {
        if (hasty) {
          awaitPosting(server);
          killAtAcknowledgement(server, random);
        } else {
          if (random.nextInt(5) > 0) {
            awaitPosting(server);
          }
          pause(random.nextInt(1_000));
        }
      } finally {
        address.set(null);
        server.kill();
      }
    }
    ServerProcess last = start("process");
    try {
      awaitPosting(last);
      posters.forEach(Poster::stopPosting);
      await().atMost(PATIENCE).until(() -> posters.stream().allMatch(Poster::isAnswered));
      await().atMost(PATIENCE).until(this::allSawTheSame);
    } finally {
      last.stop();
    }
  }

  /**
   * Kills it in the moment in which a client has heard that its post is stored: what was said too
   * early is not stored yet.
   */
  private void killAtAcknowledgement(ServerProcess server, Random random) throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    posters
        .get(random.nextInt(CLIENTS))
        .transcript()
        .atNextAcknowledgement(
            () -> {
              server.strike();
              killed.countDown();
            });
    assertThat(killed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private ServerProcess start(String durability) throws Exception {
    ServerProcess server = ServerProcess.start(folder.resolve("rooms.db"), durability);
    CompletableFuture<URI> ready = server.address();
    ready.thenAccept(address::set);
    return server;
  }

  private void awaitPosting(ServerProcess server) throws Exception {
    server.address().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    List<Integer> before = acknowledged();
    await()
        .atMost(PATIENCE)
        .failFast(() -> posters.stream().anyMatch(p -> !p.transcript().faults().isEmpty()))
        .until(() -> posters.stream().allMatch(Poster::isLive) && !acknowledged().equals(before));
  }

  private List<Integer> acknowledged() {
    return posters.stream().map(poster -> poster.transcript().acknowledged().size()).toList();
  }

  private boolean allSawTheSame() {
    return posters.stream().map(poster -> poster.transcript().last()).distinct().count() == 1;
  }

  /** Lets the clients post for a while; what is waited for never happens. */
  private static void pause(int millis) throws InterruptedException {
    new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}

package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.crash.ServerProcess;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.tls.TlsFiles;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Peers that come and go in every ugly way leave nothing behind in the server's process: {@code
 * ./yodel test leaks --cycles 100000}.
 */
@Tag("leaks")
class LeaksIT {

  private static final int CYCLES = Integer.getInteger("leaks.cycles", 100_000);

  /** So that classes are loaded and pools have what they keep. */
  private static final int REHEARSAL = 200 * Ugly.values().length;

  private static final int HANDS = 4;

  /** A name is kept for 60 s after its user's last connection. */
  private static final Duration REMEMBERED = Duration.ofSeconds(75);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long HEAP_TOLERANCE = 1 << 20;
  private static final long DIRECT_TOLERANCE = 4 << 20;

  /** Two readers of the log that had nothing to do before, each with the file and its log. */
  private static final int READERS_TOLERANCE = 4;

  @TempDir Path folder;

  private final AtomicInteger number = new AtomicInteger();
  private final List<ServerProcess> servers = new ArrayList<>();
  private SSLContext tls;
  private Place place;

  @BeforeEach
  void start() throws Exception {
    X509Bundle pair = Pairs.local("localhost");
    TlsFiles files = Pairs.write(pair, folder);
    tls = Pairs.client(pair, null);
    servers.add(server("plain"));
    servers.add(
        server("tls", "--tls-cert", files.certificate() + "", "--tls-key", files.key() + ""));
    place = Place.of(servers.get(0).port(), servers.get(1).port(), pair);
  }

  private ServerProcess server(String name, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--log=sqlite:" + folder.resolve(name + ".db"),
                "--durability=process",
                "--keep-messages=1000",
                "--compression=all",
                "--limit-loopback",
                "--max-connections-per-address=0",
                "--handshakes-per-address=0",
                "--handshakes-per-second=0"));
    options.addAll(List.of(more));
    return ServerProcess.start(List.of(), options.toArray(String[]::new));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (ServerProcess server : servers) {
      server.kill();
    }
  }

  @Test
  void everythingIsGivenBack() throws Exception {
    play(REHEARSAL);
    pause(REMEMBERED);
    awaitAllGone();
    List<Figures> before = look();
    report("before", before);
    long begin = System.nanoTime();
    play(CYCLES);
    System.out.printf(
        "leaks: %d cycles in %d s%n", CYCLES, (System.nanoTime() - begin) / 1_000_000_000);
    awaitAllGone();
    report("at once", look());
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(5))
          .untilAsserted(() -> expectAsBefore(before));
    } finally {
      report("after", look());
    }
  }

  private void play(int cycles) throws Exception {
    ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    try {
      AtomicInteger left = new AtomicInteger(cycles);
      List<Future<?>> playing = new ArrayList<>();
      for (int i = 0; i < HANDS; i++) {
        playing.add(hands.submit(() -> playOn(left)));
      }
      for (Future<?> one : playing) {
        one.get();
      }
    } finally {
      hands.shutdownNow();
    }
  }

  private Void playOn(AtomicInteger left) throws IOException {
    Ugly[] kinds = Ugly.values();
    while (left.getAndDecrement() > 0) {
      int cycle = number.getAndIncrement();
      Ugly kind = kinds[cycle % kinds.length];
      try {
        kind.play(place, cycle);
      } catch (IOException e) {
        throw new IOException(kind + " in cycle " + cycle, e);
      }
    }
    return null;
  }

  private void awaitAllGone() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(metric(0, "yodel_connections")).isEqualTo(1);
              assertThat(metric(1, "yodel_connections")).isEqualTo(1);
            });
  }

  private double metric(int server, String name) throws IOException {
    return server == 0
        ? Figures.metric(place.plainPort(), name)
        : Figures.metric(tls.getSocketFactory().createSocket("localhost", place.tlsPort()), name);
  }

  private List<Figures> look() throws Exception {
    List<Figures> all = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      long direct = (long) metric(i, "yodel_direct_memory_bytes");
      all.add(Figures.afterGarbageCollection(servers.get(i), direct));
    }
    return all;
  }

  private void expectAsBefore(List<Figures> before) throws Exception {
    List<Figures> now = look();
    for (int i = 0; i < now.size(); i++) {
      assertThat(now.get(i).heap()).isLessThan(before.get(i).heap() + HEAP_TOLERANCE);
      assertThat(now.get(i).direct()).isLessThan(before.get(i).direct() + DIRECT_TOLERANCE);
      assertThat(now.get(i).descriptors())
          .isLessThanOrEqualTo(before.get(i).descriptors() + READERS_TOLERANCE);
      assertThat(now.get(i).threads()).isLessThanOrEqualTo(before.get(i).threads());
    }
  }

  private static void report(String when, List<Figures> figures) {
    System.out.printf("leaks: %-8s plain %s%n", when, figures.get(0));
    System.out.printf("leaks: %-8s tls   %s%n", when, figures.get(1));
  }

  /** What is waited for never happens. */
  private static void pause(Duration time) throws InterruptedException {
    new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.crash.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a thousand well-behaved members notice of a hundred peers of each ugly kind: {@code ./yodel
 * test hostile}. Rounds alone, when an attack has just begun, and while it goes on take turns; the
 * medians of the first and the last are compared.
 */
@Tag("hostile")
class HostileIT {

  private static final int SECONDS = Integer.getInteger("hostile.seconds", 10);
  private static final int ROUNDS = Integer.getInteger("hostile.rounds", 9);
  private static final String KINDS = System.getProperty("hostile.kinds", "");

  /**
   * Rounds of one long attack before what counts: with fewer the second compiler still has up to a
   * tenth of the server's processor then.
   */
  private static final int REHEARSALS = 15;

  private static final int SETTLE_MILLIS = 3_000;

  private static final long SHED_MEMORY = 96 << 20;
  private static final long MOST_RESIDENT = 512 << 20;
  private static final double MORE = 1.05;
  private static final long MORE_MICROS = 1_000;

  /** What an operator would say who expects people, four to an address. */
  private static final List<String> LIMITS =
      List.of(
          "--limit-loopback",
          "--max-connections-per-address=20",
          "--connects-per-address=5",
          "--handshakes-per-address=2",
          "--messages-per-address=200",
          "--bytes-per-address=256KiB",
          "--posts-per-address=10",
          "--messages-per-second=100",
          "--pings-per-second=10",
          "--posts-per-second=5",
          "--max-message=64KiB",
          "--handshake-timeout=5s",
          "--stall-timeout=5s",
          "--shed-memory=" + SHED_MEMORY);

  @TempDir Path folder;

  private final List<Round> alone = new ArrayList<>();
  private final List<Round> begun = new ArrayList<>();
  private final List<Round> attacked = new ArrayList<>();

  @Test
  void theWellBehavedNoticeNothing() throws Exception {
    List<String> options = new ArrayList<>(LIMITS);
    options.add("--log=sqlite:" + folder.resolve("rooms.db"));
    ServerProcess server =
        ServerProcess.ofJar(on(0, List.of(java(), "-Xmx256m")), options.toArray(String[]::new));
    String port = Integer.toString(server.port());
    List<String> attack = new ArrayList<>(List.of(port));
    Arrays.stream(KINDS.split(",", -1)).filter(kind -> !kind.isEmpty()).forEach(attack::add);
    try (Generator members = new Generator(on(1, List.of()), Members.class, port);
        Generator attackers =
            new Generator(on(1, idle()), Attackers.class, attack.toArray(String[]::new))) {
      play(server, members, attackers);
    } finally {
      server.kill();
    }
    judge();
  }

  private void play(ServerProcess server, Generator members, Generator attackers) throws Exception {
    attackers.ask("attack");
    pause();
    for (int round = 1; round <= REHEARSALS; round++) {
      round("rehearsal " + round, server, members);
    }
    System.out.printf("hostile: came %s%n", attackers.ask("calm"));
    pause();
    for (int round = 1; round <= ROUNDS; round++) {
      alone.add(round("round " + round + " alone   ", server, members));
      attackers.ask("attack");
      pause();
      begun.add(round("round " + round + " begun   ", server, members));
      attacked.add(round("round " + round + " attacked", server, members));
      System.out.printf("hostile: came %s%n", attackers.ask("calm"));
      pause();
    }
  }

  /** What the members noticed, and the most memory that the server had meanwhile. */
  private static Round round(String name, ServerProcess server, Generator members)
      throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    long[] most = new long[2];
    Thread watch =
        new Thread(
            () -> {
              try {
                do {
                  most[0] = Math.max(most[0], Figures.status(server.pid(), "VmRSS") << 10);
                  most[1] =
                      Math.max(
                          most[1],
                          (long) Figures.metric(server.port(), "yodel_direct_memory_bytes"));
                } while (!over.await(1, TimeUnit.SECONDS));
              } catch (Exception e) {
                most[0] = Long.MAX_VALUE;
              }
            },
            "memory");
    long ticks = ticks(server.pid());
    watch.start();
    long[] said =
        Arrays.stream(members.ask(Integer.toString(SECONDS)).split(" ", -1))
            .mapToLong(Long::parseLong)
            .toArray();
    over.countDown();
    watch.join();
    Cost cost = new Cost(most[0], most[1], (int) (ticks(server.pid()) - ticks));
    Round round =
        new Round(
            new Lateness(said[0], said[1], said[2]),
            new Lateness(said[3], said[4], said[5]),
            said[6] - said[7],
            said[8],
            cost);
    System.out.printf("hostile: %s %s%n", name, round);
    return round;
  }

  /** Hundredths of a second of processor time that a process took. */
  private static long ticks(long pid) throws IOException {
    String[] fields = Files.readString(Path.of("/proc", Long.toString(pid), "stat")).split(" ", -1);
    return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
  }

  private void judge() {
    compare("echo p50", round -> round.echo().p50());
    boolean echo = compare("echo p99", round -> round.echo().p99());
    compare("chat p50", round -> round.chat().p50());
    boolean chat = compare("chat p99", round -> round.chat().p99());
    long resident = most(round -> round.cost().resident());
    long direct = most(round -> round.cost().direct());
    long lost = most(Round::lost);
    long unheard = attacks().mapToLong(Round::unheard).sum();
    System.out.printf(
        "hostile: resident=%dMiB (bound %d) direct=%dMiB (bound %d) lost=%d unheard=%d%n",
        resident >> 20, MOST_RESIDENT >> 20, direct >> 20, SHED_MEMORY >> 20, lost, unheard);
    assertThat(lost).as("good connections lost").isZero();
    assertThat(unheard).as("messages of the good unheard").isZero();
    assertThat(direct).as("direct memory").isLessThan(SHED_MEMORY);
    assertThat(resident).as("resident memory").isLessThan(MOST_RESIDENT);
    assertThat(echo && chat).as("p99 within 5 percent or 1 ms").isTrue();
  }

  private long most(ToLongFunction<Round> of) {
    return attacks().mapToLong(of).max().orElseThrow();
  }

  private Stream<Round> attacks() {
    return Stream.concat(begun.stream(), attacked.stream());
  }

  private boolean compare(String what, ToLongFunction<Round> of) {
    long calm = median(alone, of);
    long hard = median(attacked, of);
    boolean holds = hard <= calm * MORE || hard <= calm + MORE_MICROS;
    System.out.printf(
        "hostile: %s alone=%dus begun=%dus attacked=%dus %s%n",
        what, calm, median(begun, of), hard, holds ? "holds" : "MISSED");
    return holds;
  }

  private static long median(List<Round> rounds, ToLongFunction<Round> of) {
    return rounds.stream().mapToLong(of).sorted().toArray()[rounds.size() / 2];
  }

  /** On a processor of its own, where that can be had. */
  private static List<String> on(int processor, List<String> command) {
    List<String> whole = new ArrayList<>();
    if (Runtime.getRuntime().availableProcessors() > 1
        && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      whole.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(processor)));
    }
    whole.addAll(command);
    return whole;
  }

  /**
   * Only when nobody else has anything to do: the attackers are not to slow the members' clocks.
   */
  private static List<String> idle() {
    return Files.isExecutable(Path.of("/usr/bin/chrt"))
        ? List.of("/usr/bin/chrt", "--idle", "0")
        : List.of("nice", "-n", "19");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** So that what was begun is going, or what was ended is over. */
  private static void pause() throws InterruptedException {
    new CountDownLatch(1).await(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Microseconds from the instant that something was due. */
  private record Lateness(long p50, long p99, long max) {}

  /** What the server needed: bytes, and hundredths of a second. */
  private record Cost(long resident, long direct, int ticks) {}

  private record Round(Lateness echo, Lateness chat, long unheard, long lost, Cost cost) {}
}

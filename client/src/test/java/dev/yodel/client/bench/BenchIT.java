package dev.yodel.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectOptions;
import dev.yodel.client.bench.Plan.Crowd;
import dev.yodel.client.bench.Plan.Phases;
import dev.yodel.client.bench.Plan.Shape;
import dev.yodel.client.bench.Progress.Phase;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs against a server that is right, and against one that its lab makes wrong. */
class BenchIT {

  private static final Duration MEASURED = Duration.ofMillis(100);
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Shape SMALL = new Shape(List.of(64), true);
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Phases phases(Duration measured, Duration drain) {
    return new Phases(Duration.ofMillis(20), Duration.ofMillis(50), measured, drain);
  }

  private static Plan plan(int connections, Load load) {
    return new Plan(connections, load, SMALL, phases(MEASURED, PATIENT), Crowd.PLAIN);
  }

  private static Bench bench(String path, Plan plan) {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + path);
    return new Bench(ConnectOptions.to(uri), plan, progress -> {});
  }

  private static Tally tally(String path, Plan plan) throws Exception {
    return bench(path, plan).run().tally();
  }

  /** Runs until so much was answered in the time that counts, however long that takes. */
  private static Result runUntil(long answers, String path, Plan plan) throws Exception {
    CompletableFuture<Bench> running = new CompletableFuture<>();
    AtomicLong before = new AtomicLong(-1);
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + path);
    Bench bench =
        new Bench(
            ConnectOptions.to(uri),
            plan,
            progress -> {
              if (progress.phase() == Phase.MEASURING) {
                before.compareAndSet(-1, progress.counts().seen());
                if (progress.counts().seen() >= before.get() + answers) {
                  running.join().stop();
                }
              }
            });
    running.complete(bench);
    return bench.run();
  }

  @Test
  void closedLoopAnswersMessagesOfEverySize() throws Exception {
    Shape shape = new Shape(List.of(1, 125, 126, 66_000), false);
    Plan plan =
        new Plan(2, new Load.Closed(2), shape, phases(LONG, PATIENT), new Crowd(2, 1, 0, 0));
    Result result = runUntil(20, "/echo", plan);
    Tally tally = result.tally();
    assertThat(tally.faults()).isZero();
    assertThat(result.measured()).isPositive().isLessThan(LONG);
    assertThat(tally.latency().getTotalCount()).isPositive().isLessThanOrEqualTo(tally.due());
    for (int kind = 0; kind < 4; kind++) {
      assertThat(tally.latency(kind).getTotalCount()).isPositive();
    }
    double seconds = result.measured().toNanos() / 1e9;
    assertThat(result.perSecond()).isCloseTo(tally.arrived() / seconds, within(1e-6));
    assertThat(tally.arrivedBytes()).isGreaterThan(tally.arrived());
    assertThat(result.generator().evidence().cpu()).isPositive();
  }

  @Test
  void openLoopSendsWhatIsDueWhateverTheServerDoes() throws Exception {
    Plan plan =
        new Plan(4, new Load.Open(500), SMALL, phases(MEASURED, PATIENT), new Crowd(2, 1, 0, 0));
    Tally tally = tally("/echo?delay=300ms", plan);
    assertThat(tally.faults()).isZero();
    assertThat(tally.due()).isEqualTo(50);
    assertThat(tally.latency().getTotalCount()).isEqualTo(50);
    assertThat(tally.latency().getMinValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
    assertThat(tally.late.getTotalCount()).isEqualTo(50);
  }

  @Test
  void messagesInFragmentsAreWhole() throws Exception {
    Tally tally = tally("/echo?fragment=20&interleave=1", plan(1, new Load.Open(100)));
    assertThat(tally.faults()).isZero();
    assertThat(tally.latency().getTotalCount()).isEqualTo(10);
  }

  @Test
  void everyMemberGetsEveryPostOnce() throws Exception {
    Plan plan =
        new Plan(8, new Load.Open(200), SMALL, phases(MEASURED, PATIENT), new Crowd(2, 1, 2, 0.25));
    Tally tally = tally("/ws?room=bench-rate", plan);
    assertThat(tally.faults()).isZero();
    assertThat(tally.due()).isEqualTo(20);
    assertThat(tally.latency().getTotalCount())
        .as("six of the eight read at once")
        .isEqualTo(20 * 6);
    assertThat(tally.others()).isZero();
  }

  @Test
  void everyRoomHasItsOwnMembersAndPosts() throws Exception {
    Plan plan =
        new Plan(10, new Load.Open(300), SMALL, phases(MEASURED, PATIENT), new Crowd(2, 3, 1, 0));
    Tally tally = tally("/ws?room=bench-many", plan);
    assertThat(tally.faults()).isZero();
    assertThat(tally.others()).as("of other rooms").isZero();
    assertThat(tally.due()).isEqualTo(30);
    assertThat(tally.latency().getTotalCount())
        .as("to four, three and three members")
        .isBetween(29L * 3, 31L * 4);
    assertThat(new Plan(10, plan.load(), SMALL, plan.phases(), plan.crowd()).members(0))
        .isEqualTo(4);
    assertThatThrownBy(() -> new Plan(2, plan.load(), SMALL, plan.phases(), plan.crowd()))
        .hasMessage("rooms: 3 (expected: 1 to the number of connections)");
  }

  @Test
  void aRoomIsAddressedByNameAndNumber() {
    assertThat(RoomAddress.of(ConnectOptions.to(URI.create("ws://h/ws?room=a&x=1")), 7).uri())
        .hasToString("ws://h/ws?room=a-7&x=1");
    assertThat(RoomAddress.of(ConnectOptions.to(URI.create("ws://h/ws?x=room")), 0).uri())
        .hasToString("ws://h/ws?x=room&room=bench-0");
    assertThat(RoomAddress.of(ConnectOptions.to(URI.create("ws://h/ws")), 1).uri())
        .hasToString("ws://h/ws?room=bench-1");
  }

  @Test
  void aWindowPostsOnWhenEverybodyHasThePost() throws Exception {
    Plan plan =
        new Plan(5, new Load.Closed(2), SMALL, phases(LONG, PATIENT), new Crowd(1, 1, 2, 0));
    Tally tally = runUntil(100, "/ws?room=bench-window", plan).tally();
    assertThat(tally.faults()).isZero();
    assertThat(tally.due()).isGreaterThan(4);
    assertThat(tally.latency().getTotalCount())
        .as("deliveries to five, less what was on its way")
        .isGreaterThan(4 * 5)
        .isLessThanOrEqualTo(tally.due() * 5);
  }

  @Test
  void anEchoIsNoRoom() {
    Plan plan =
        new Plan(
            3,
            new Load.Closed(1),
            SMALL,
            phases(MEASURED, Duration.ofMillis(300)),
            new Crowd(1, 1, 1, 0));
    assertThatThrownBy(() -> bench("/echo", plan).run())
        .isInstanceOf(BenchFailure.class)
        .hasMessageMatching(
            "posts reached [01] of 3 members within 300 ms"
                + " \\(expected: a room that delivers to everybody, its poster included\\)");
  }

  @Test
  void lostAndRepeatedEchoesAreCountedOneByOne() throws Exception {
    Tally lossy = tally("/echo?drop=0.3&seed=7", plan(1, new Load.Open(500)));
    long missing = lossy.faults(Fault.LOST) + lossy.faults(Fault.UNANSWERED);
    assertThat(missing).isBetween(5L, 70L);
    assertThat(lossy.faults()).isEqualTo(missing);

    Tally twice = tally("/echo?duplicate=1", plan(1, new Load.Open(500)));
    assertThat(twice.faults(Fault.REPEATED)).isGreaterThanOrEqualTo(50).isEqualTo(twice.faults());
    assertThat(twice.latency().getTotalCount()).isEqualTo(50);
  }

  @Test
  void changedEchoesAreNoLatencies() throws Exception {
    Tally tally = tally("/echo?upper=1", plan(2, new Load.Open(500)));
    assertThat(tally.faults(Fault.CHANGED)).isGreaterThanOrEqualTo(50).isEqualTo(tally.faults());
    assertThat(tally.latency().getTotalCount()).isZero();
    assertThat(tally("/echo?type=binary", plan(1, new Load.Closed(1))).faults(Fault.CHANGED))
        .isPositive();
  }

  @Test
  void aServerThatStopsAnsweringEndsTheRunInTime() throws Exception {
    Phases phases = phases(MEASURED, Duration.ofMillis(300));
    Plan plan = new Plan(2, new Load.Closed(3), SMALL, phases, Crowd.PLAIN);
    long start = System.nanoTime();
    Result result = bench("/echo?drop=1", plan).run();
    assertThat(result.tally().faults(Fault.UNANSWERED)).isEqualTo(6);
    assertThat(result.perSecond()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENT);
  }

  @Test
  void connectionsThatEndEndTheRun() throws Exception {
    Plan plan = new Plan(2, new Load.Closed(1), SMALL, phases(LONG, PATIENT), Crowd.PLAIN);
    Result result = bench("/echo?close=4001&reason=bye&after=3", plan).run();
    assertThat(result.tally().faults(Fault.ENDED)).isEqualTo(2);
    assertThat(result.tally().closing()).contains(new Closing(4001, "bye", Closing.Cause.PEER));
    assertThat(result.measured()).isLessThan(LONG);
  }

  @Test
  void noConnectionIsAFailure() {
    assertThatThrownBy(() -> bench("/nothing-here", plan(3, new Load.Closed(1))).run())
        .isInstanceOf(ConnectFailure.class)
        .hasMessage("handshake refused: 404 Not Found");
  }
}

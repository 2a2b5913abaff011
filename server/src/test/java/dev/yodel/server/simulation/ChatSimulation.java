package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Heartbeat;
import dev.yodel.server.auth.GuestAuthenticator;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.chat.Directory;
import dev.yodel.server.chat.Line;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.chat.Session;
import dev.yodel.server.chat.SessionDesk;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.FrameDeflater;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.Owner;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One seed's story of people who come, post, change, stop reading, lose the line and come back. */
final class ChatSimulation {

  static final List<RoomName> ROOMS = List.of(RoomName.LOBBY, new RoomName("den"));

  private static final int ACTIONS = 90;
  private static final int PEOPLE = 5;
  private static final Limits LIMITS = new Limits(65_536, 100, 8, 50, 600, 30, 3, 4);

  private final Random random;
  private final World world;
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final MessageCodec codec = new MessageCodec(LIMITS);
  private final List<LoopCommons> loops = new ArrayList<>();
  private final LogWitness witness = new LogWitness();
  private final AtomicLong tags = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final RoomLog log;
  private final SessionDesk desk;
  private final List<Person> people = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();

  ChatSimulation(long seed) {
    random = new Random(seed);
    world = new World(random);
    int keep = random.nextInt(3) == 0 ? 4 : 1_000;
    log =
        new SlowLog(
            witness.watch(
                new MemoryLog(
                    new Retention(keep, null), world.clock(), () -> "epoch", Runnable::run)),
            world.owner(),
            world.owner());
    List<Owner> owners = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Owner owner = world.owner();
      owners.add(owner);
      loops.add(LoopCommons.of(owner, random.nextInt(1_500)));
    }
    Fanout fanout = new Fanout(log, codec, LIMITS.pageBytes(), allocator, FrameDeflater.NONE);
    desk =
        new SessionDesk(
            new Rooms(owners, log, fanout, LIMITS, world.clock()),
            new Directory(world.owner(), () -> "t" + tags.incrementAndGet()),
            log,
            new GuestAuthenticator(
                new ResumeTokens(new byte[32], world.clock()), () -> "" + tags.incrementAndGet()),
            codec,
            LIMITS,
            world.clock(),
            new SessionDesk.About("node", "test", new Heartbeat(25_000, 10_000)));
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Person("p" + i, codec));
    }
  }

  void run() {
    for (int i = 0; i < ACTIONS; i++) {
      act(people.get(random.nextInt(people.size())));
      for (int steps = random.nextInt(14); steps > 0; steps--) {
        world.step();
      }
    }
    for (int round = 0; round < 3; round++) {
      people.forEach(this::reconnectAndRead);
      world.pass(Duration.ofSeconds(20));
    }
    people.forEach(Person::read);
    people.forEach(this::check);
    people.forEach(Person::hangUp);
    world.pass(Duration.ofSeconds(90));
    wires.forEach(Wire::release);
    assertThat(allocator.metric().usedDirectMemory()).as("buffers not released").isZero();
    assertThat(witness.duplicates()).as("logged twice").isEmpty();
  }

  private void reconnectAndRead(Person person) {
    if (person.isOffline()) {
      connect(person);
    }
    person.setWritable(true);
    person.read();
    person.retry();
  }

  private void act(Person person) {
    person.read();
    if (person.isOffline()) {
      connect(person);
      return;
    }
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> person.post(room(), random);
      case 4 -> person.change(room(), random);
      case 5, 6, 7 -> person.setWritable(!person.isWritable());
      case 8 -> person.leaveOrJoin(room());
      case 9 -> person.hangUp();
      case 10 -> person.retry();
      default -> world.pass(Duration.ofMillis(random.nextInt(3_000)));
    }
  }

  private RoomName room() {
    return ROOMS.get(random.nextInt(ROOMS.size()));
  }

  private void connect(Person person) {
    Wire wire = new Wire(loops.get(random.nextInt(loops.size())), log, codec, allocator);
    wires.add(wire);
    Line line =
        new Line(
            connections.incrementAndGet(),
            wire.outbox(),
            new NoThrottle(),
            wire.outbox().reads(),
            new Crowd(wire.loop().owner()));
    Session session = new Session(desk, line, null);
    wire.loop().owner().execute(session::open);
    person.connected(wire, session);
  }

  private void check(Person person) {
    for (RoomName room : ROOMS) {
      List<Logged> truth = witness.of(room);
      Long seen = person.liveAt(room);
      if (seen != null && !truth.isEmpty()) {
        assertThat(seen).as("%s in %s", person, room).isEqualTo(truth.get(truth.size() - 1).seq());
      }
    }
    assertThat(person.unanswered()).as("unanswered of %s", person).isEmpty();
    assertThat(witness.seqs()).containsAll(person.acknowledged());
  }

  /** How much of what is worth telling happened. */
  long[] told() {
    long pages = people.stream().mapToLong(Person::pages).sum();
    long resyncs = people.stream().mapToLong(Person::losses).sum();
    return new long[] {pages, resyncs};
  }
}

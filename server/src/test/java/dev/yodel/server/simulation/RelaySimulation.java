package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.chat.PlainSession;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.FrameDeflater;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.Owner;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One seed's story of plain members who come, post, stop reading, go. */
final class RelaySimulation {

  private static final int ACTIONS = 150;
  private static final Limits LIMITS = new Limits(65_536, 100, 8, 50, 400, 20, 2, 6);

  private final Random random;
  private final World world;
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final MessageCodec codec = new MessageCodec(LIMITS);
  private final List<LoopCommons> loops = new ArrayList<>();
  private final List<PlainMember> members = new ArrayList<>();
  private final LogWitness witness = new LogWitness();
  private final RoomLog log;
  private final Rooms rooms;
  private int posts;

  RelaySimulation(long seed) {
    random = new Random(seed);
    world = new World(random);
    int keep = random.nextInt(3) == 0 ? 5 : 1_000;
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
      loops.add(LoopCommons.of(owner, 20 + random.nextInt(300)));
    }
    Fanout fanout = new Fanout(log, codec, LIMITS.pageBytes(), allocator, FrameDeflater.NONE);
    rooms = new Rooms(owners, log, fanout, LIMITS, world.clock());
  }

  void run() {
    for (int i = 0; i < ACTIONS; i++) {
      act();
      for (int steps = random.nextInt(12); steps > 0; steps--) {
        world.step();
      }
    }
    members.forEach(member -> member.wire.setWritable(true));
    world.pass(Duration.ofSeconds(30));
    members.forEach(this::check);
    members.forEach(PlainMember::go);
    world.pass(Duration.ofSeconds(30));
    members.forEach(member -> member.wire.release());
    assertThat(allocator.metric().usedDirectMemory()).as("buffers not released").isZero();
  }

  private void act() {
    int what = random.nextInt(20);
    if (members.size() < 2 || what == 0) {
      members.add(new PlainMember());
      return;
    }
    PlainMember member = members.get(random.nextInt(members.size()));
    if (what < 12) {
      member.post("m" + ++posts);
    } else if (what < 17) {
      member.wire.setWritable(!member.wire.isWritable());
    } else if (what == 17) {
      member.go();
    } else {
      world.pass(Duration.ofMillis(random.nextInt(4_000)));
    }
  }

  private void check(PlainMember member) {
    List<String> seen = member.wire.texts();
    List<String> truth = witness.texts(member.room);
    if (!seen.isEmpty()) {
      int from = truth.indexOf(seen.get(0));
      assertThat(from).isNotNegative();
      assertThat(seen).isEqualTo(truth.subList(from, from + seen.size()));
    }
    boolean stays = !member.gone && member.wire.closed() == null;
    if (stays && !truth.isEmpty() && !seen.isEmpty()) {
      assertThat(seen.get(seen.size() - 1)).isEqualTo(truth.get(truth.size() - 1));
    }
    if (stays) {
      assertThat(seen).containsAll(member.acknowledged());
    }
  }

  /** A member and what it did. */
  private final class PlainMember {
    private final RoomName room = new RoomName(random.nextBoolean() ? "lobby" : "den");
    private final Wire wire;
    private final PlainSession session;
    private final List<String> posted = new ArrayList<>();
    private boolean gone;

    PlainMember() {
      wire = new Wire(loops.get(random.nextInt(loops.size())), log, codec, allocator);
      session =
          new PlainSession(
              rooms, Someone.plain(members.size() + 1L, wire), room, LIMITS, new NoThrottle());
      wire.loop().owner().execute(session::open);
    }

    void post(String text) {
      posted.add(text);
      wire.loop().owner().execute(() -> session.onText(text));
    }

    /** What it posted and the log has, unless the room refused to let it in. */
    List<String> acknowledged() {
      return posted.stream().filter(witness.texts(room)::contains).toList();
    }

    void go() {
      if (!gone) {
        gone = true;
        wire.loop()
            .owner()
            .execute(
                () -> {
                  wire.outbox().onGone();
                  session.onGone();
                });
      }
    }
  }

  /** How many were too slow: a story in which nobody ever is proves little. */
  long tooSlow() {
    return members.stream().filter(m -> m.wire.closed() == CloseCode.TOO_SLOW).count();
  }
}

package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Heartbeat;
import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.auth.GuestAuthenticator;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.chat.Directory;
import dev.yodel.server.chat.Line;
import dev.yodel.server.chat.PlainSession;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.chat.Session;
import dev.yodel.server.chat.SessionDesk;
import dev.yodel.server.chat.Throttle;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.FrameDeflater;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.Owner;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The whole domain on one clock that moves when told, without a socket. */
final class Hall {

  static final Limits LIMITS = new Limits(65_536, 100, 8, 50, 4_000, 2, 3, 1_000);

  private static final int KEPT = 200_000;

  private final World world = new World(new Random(7));
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final Limits limits;
  private final MessageCodec codec;
  private final AtomicLong epochs = new AtomicLong();
  private final AtomicLong tags = new AtomicLong();
  private final List<Wire> wires = new ArrayList<>();
  private final AtomicBoolean shedding = new AtomicBoolean();
  private final LoopCommons loop = LoopCommons.of(world.owner(), 2_000, shedding::get);
  private final SickLog sick;
  private final RoomLog log;
  private final SessionDesk desk;

  private Hall(
      Limits limits, Retention kept, long logBytes, Function<Clock, Authenticator> authenticator) {
    this.limits = limits;
    this.codec = new MessageCodec(limits);
    MemoryLog memory =
        new MemoryLog(
            kept, world.clock(), () -> "epoch" + epochs.incrementAndGet(), Runnable::run, logBytes);
    sick = new SickLog(memory);
    log = new SlowLog(sick, world.owner(), world.owner());
    List<Owner> owners = List.of(loop.owner(), world.owner());
    Fanout fanout = new Fanout(log, codec, limits.pageBytes(), allocator, FrameDeflater.NONE);
    desk =
        new SessionDesk(
            new Rooms(owners, log, fanout, limits, world.clock()),
            new Directory(world.owner(), () -> "t" + tags.incrementAndGet()),
            log,
            authenticator.apply(world.clock()),
            codec,
            limits,
            world.clock(),
            new SessionDesk.About("node", "test", new Heartbeat(25_000, 10_000)));
  }

  /** A hall where everybody may come. */
  static Hall open() {
    return open(LIMITS);
  }

  /** The same with other limits. */
  static Hall open(Limits limits) {
    return open(limits, new Retention(KEPT, null), Long.MAX_VALUE);
  }

  /** The same, with a log that keeps so many messages of a room. */
  static Hall keeping(int messages) {
    return keeping(new Retention(messages, null), Long.MAX_VALUE);
  }

  /** The same, with a log that keeps so much in about so many bytes. */
  static Hall keeping(Retention kept, long logBytes) {
    return open(LIMITS, kept, logBytes);
  }

  private static Hall open(Limits limits, Retention kept, long logBytes) {
    AtomicLong ids = new AtomicLong();
    return new Hall(
        limits,
        kept,
        logBytes,
        clock ->
            new GuestAuthenticator(
                new ResumeTokens(new byte[32], clock), () -> "" + ids.incrementAndGet()));
  }

  /** A hall for those whom the authenticator knows, which goes by the hall's clock. */
  static Hall guarded(Function<Clock, Authenticator> authenticator) {
    return new Hall(LIMITS, new Retention(KEPT, null), Long.MAX_VALUE, authenticator);
  }

  Clock clock() {
    return world.clock();
  }

  RoomLog log() {
    return log;
  }

  /** The log again, to make it fail. */
  SickLog sick() {
    return sick;
  }

  /** Begins or ends to shed load. */
  void shed(boolean begins) {
    shedding.set(begins);
  }

  /** Bytes that were sent to somebody and not taken yet, and recent frames. */
  long heldBytes() {
    return allocator.metric().usedDirectMemory();
  }

  /** Connects somebody who has not said hello. */
  Visitor connect() {
    return connect(new NoThrottle());
  }

  /** The same, over a connection whose reading is stopped by the throttle. */
  Visitor connect(Throttle throttle) {
    Wire wire = wire();
    Line line =
        new Line(
            wires.size(), wire.outbox(), throttle, wire.outbox().reads(), new Crowd(loop.owner()));
    Session session = new Session(desk, line, null);
    loop.owner().execute(session::open);
    return new Visitor(this, codec, wire, session);
  }

  /** Somebody who said hello and entered a room at its head; what came of that is taken. */
  Visitor joined(RoomName room) {
    Visitor visitor = connect();
    visitor.hello(null, room);
    visitor.heard();
    return visitor;
  }

  /** Lets a plain member into a room. */
  PlainSession plain(RoomName room) {
    Wire wire = wire();
    PlainSession session =
        new PlainSession(
            desk.rooms(), Someone.plain(wires.size(), wire), room, limits, new NoThrottle());
    loop.owner().execute(session::open);
    return session;
  }

  private Wire wire() {
    Wire wire = new Wire(loop, log, codec, allocator);
    wires.add(wire);
    return wire;
  }

  void run(Runnable task) {
    loop.owner().execute(task);
  }

  void pass(Duration duration) {
    world.pass(duration);
  }

  /** Does all there is to do now. */
  void settle() {
    world.pass(Duration.ZERO);
  }

  boolean step() {
    return world.step();
  }

  /** Ends everything; every buffer must have been released. */
  void close(List<Visitor> visitors, List<PlainSession> plain) {
    visitors.forEach(Visitor::hangUp);
    plain.forEach(session -> run(session::onGone));
    pass(Duration.ofSeconds(90));
    wires.forEach(Wire::release);
    assertThat(allocator.metric().usedDirectMemory()).as("buffers not released").isZero();
  }
}

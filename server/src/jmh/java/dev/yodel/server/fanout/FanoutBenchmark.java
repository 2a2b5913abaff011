package dev.yodel.server.fanout;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import dev.yodel.server.chat.Audience;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.ReadQueue;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import dev.yodel.server.owner.Owner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Messages shown to a room in one turn of a loop, up to each member's transport. No socket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class FanoutBenchmark {

  private static final int TEXT = 128;

  /** Members of the room. */
  @Param({"10", "1000", "10000"})
  public int members;

  /** Messages of one turn. */
  @Param({"1", "4", "16"})
  public int messages;

  /** What the members speak. */
  @Param({"PLAIN", "JSON"})
  public Dialect dialect;

  private final Turn turn = new Turn();
  private Audience audience;
  private long seq;

  /** Seats everybody. */
  @Setup
  public void fill() {
    MessageCodec codec = new MessageCodec(Limits.DEFAULT);
    MemoryLog log =
        new MemoryLog(
            new Retention(100, null), Clock.systemUTC(), () -> "epoch", Runnable::run);
    audience =
        new Fanout(log, codec, 1_000, ByteBufAllocator.DEFAULT, FrameDeflater.NONE)
            .of(RoomName.LOBBY, 0);
    LoopCommons loop = LoopCommons.of(turn, 64 * 1024);
    for (int i = 1; i <= members; i++) {
      EmbeddedChannel channel = new EmbeddedChannel(new Drain());
      Outbox outbox =
          new Outbox(
              channel,
              channel,
              loop,
              new ReadQueue(log, turn),
              Outbox.Settings.plain(codec, code -> {}));
      String name = UserName.PLAIN_PREFIX + i;
      User user = new User(name, new UserName(name), Role.MEMBER);
      Joined joined =
          new Joined(null, RoomName.LOBBY, new RoomSpan("epoch", 0, 0), null, 0, List.of());
      audience.seat(new Member(i, user, dialect, outbox), new Seating(joined, 0, 0));
    }
    turn.end();
  }

  /** One turn: the time of it is the members' times the messages'. */
  @Benchmark
  public void show() {
    for (int i = 0; i < messages; i++) {
      seq++;
      EventHeader at =
          new EventHeader(
              RoomName.LOBBY, seq, seq - 1, Instant.EPOCH, new Author("guest-1", "guest-1"), "p");
      audience.show(
          new Logged(new RoomEvent.Message(at, "m".repeat(TEXT), null, MessageState.FRESH), true));
    }
    turn.end();
  }

  /** Stands for the transport: what is written is gone. */
  private static final class Drain extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ((ByteBuf) message).release();
    }

    @Override
    public void flush(ChannelHandlerContext context) {}
  }

  /** A loop that turns when it is told to. */
  private static final class Turn implements Owner {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    void end() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      return () -> {};
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public boolean isCurrent() {
      return true;
    }
  }
}

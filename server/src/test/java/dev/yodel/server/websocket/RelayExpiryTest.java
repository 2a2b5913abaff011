package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Heartbeat;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.GuestAuthenticator;
import dev.yodel.server.auth.Guests;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.chat.Directory;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.chat.SessionDesk;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.FrameDeflater;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.TrafficBook;
import dev.yodel.server.owner.Owner;
import dev.yodel.server.websocket.frame.Compression;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plain connection ends 30 s after the token of its upgrade, and holds no timer longer. */
class RelayExpiryTest {

  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private long movedSeconds;

  @BeforeEach
  void freeze() {
    channel.freezeTime();
  }

  private ChatServices services() {
    InstantSource source = () -> START.plusSeconds(movedSeconds);
    Clock clock = source.withZone(ZoneOffset.UTC);
    Owner owner = new LoopOwner(channel.eventLoop());
    MemoryLog log = new MemoryLog(new Retention(10, null), clock, () -> "epoch", Runnable::run);
    MessageCodec codec = new MessageCodec(Limits.DEFAULT);
    Fanout fanout =
        new Fanout(log, codec, 1_000, UnpooledByteBufAllocator.DEFAULT, FrameDeflater.NONE);
    SessionDesk desk =
        new SessionDesk(
            new Rooms(List.of(owner), log, fanout, Limits.DEFAULT, clock),
            new Directory(owner, () -> "tag"),
            log,
            new GuestAuthenticator(new ResumeTokens(new byte[32], clock), () -> "id"),
            codec,
            Limits.DEFAULT,
            clock,
            new SessionDesk.About("node", "test", new Heartbeat(25_000, 10_000)));
    LoopCommons commons = LoopCommons.of(owner, 1_000);
    return new ChatServices(
        desk,
        new Guests(() -> "tag"),
        loop -> commons,
        () -> 1,
        () -> 1,
        new Compression(),
        new TrafficBook(),
        new PrometheusMetrics("test"));
  }

  private void open(Instant expires) {
    Identity identity =
        new Identity("ann", new UserName("ann"), true, Role.MEMBER, List.of(), expires);
    channel
        .pipeline()
        .addLast(new RelayHandler(services(), ReadGate.alone(channel), RoomName.LOBBY, identity));
    channel.runPendingTasks();
  }

  private void pass(long seconds) {
    movedSeconds += seconds;
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runPendingTasks();
  }

  @Test
  void closesThirtySecondsAfterTheTokensEnd() {
    open(START.plusSeconds(60));
    pass(89);
    assertThat(channel.outboundMessages()).isEmpty();
    pass(1);
    CloseWebSocketFrame close = channel.readOutbound();
    assertThat(close.statusCode()).isEqualTo(4103);
    close.release();
    channel.finishAndReleaseAll();
  }

  @Test
  void connectionThatIsGoneLeavesNoTimerBehind() {
    open(START.plusSeconds(86_400));
    assertThat(channel.runScheduledPendingTasks()).isPositive();
    channel.close();
    pass(20);
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    channel.finishAndReleaseAll();
  }
}

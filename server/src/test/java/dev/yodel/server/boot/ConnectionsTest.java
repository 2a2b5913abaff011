package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.Pressure;
import dev.yodel.server.guard.ShedMarks;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private final Connections connections =
      new Connections(
          100,
          ImmediateEventExecutor.INSTANCE,
          "test",
          new Pressure(new ShedMarks(1, Duration.ofMinutes(1)), 1));
  private final List<EmbeddedChannel> channels = new ArrayList<>();

  /** A connection that has yet to take so many bytes. */
  private EmbeddedChannel behind(long bytes) {
    EmbeddedChannel channel =
        new EmbeddedChannel(DefaultChannelId.newInstance()) {
          @Override
          public long bytesBeforeWritable() {
            return bytes;
          }
        };
    channels.add(channel);
    connections.admit(channel);
    return channel;
  }

  private static boolean isTold(EmbeddedChannel channel) {
    CloseWebSocketFrame close = channel.readOutbound();
    boolean told = close != null && close.statusCode() == 4101;
    if (close != null) {
      close.release();
    }
    return told;
  }

  @AfterEach
  void close() {
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
  }

  private EmbeddedChannel come() {
    EmbeddedChannel channel = new EmbeddedChannel(DefaultChannelId.newInstance());
    channels.add(channel);
    return channel;
  }

  @Test
  void whoIsTurnedAwayLeavesItsPlaceToOthers() {
    for (int i = 0; i < 99; i++) {
      assertThat(connections.add(come())).isEqualTo(Connections.Verdict.SERVED);
    }
    EmbeddedChannel away = come();
    assertThat(connections.add(away)).isEqualTo(Connections.Verdict.SERVED);
    assertThat(connections.unready()).contains("full");

    assertThat(connections.turnAway(away)).isTrue();
    assertThat(connections.turnAway(away)).isTrue();
    assertThat(connections.unready()).isEmpty();
    assertThat(connections.add(come())).isEqualTo(Connections.Verdict.SERVED);
    away.close();
    assertThat(connections.add(come())).isEqualTo(Connections.Verdict.TOLD);
  }

  @Test
  void soManyAreToldAndTheRestIsDropped() {
    List<EmbeddedChannel> told = new ArrayList<>();
    for (int i = 0; i < 11; i++) { // a tenth, and one
      told.add(come());
      connections.add(told.get(i));
      assertThat(connections.turnAway(told.get(i))).isTrue();
    }
    EmbeddedChannel next = come();
    connections.add(next);
    assertThat(connections.turnAway(next)).isFalse();
    told.get(0).close();
    assertThat(connections.turnAway(next)).isTrue();
  }

  @Test
  void whoHasClosedIsNotTurnedAway() {
    EmbeddedChannel gone = come();
    connections.add(gone);
    gone.close();
    assertThat(connections.turnAway(gone)).isFalse();
  }

  @Test
  void theFurthestBehindGoFirst() {
    EmbeddedChannel near = behind(1);
    EmbeddedChannel far = behind(1_000);
    EmbeddedChannel up = behind(0);

    assertThat(connections.closeSlowest()).isEqualTo(1);
    assertThat(isTold(far)).isTrue();
    assertThat(connections.closeSlowest()).isEqualTo(1);
    assertThat(isTold(near)).isTrue();
    assertThat(connections.closeSlowest()).isZero();
    assertThat(isTold(up)).isFalse();
  }

  @Test
  void whoseEndIsAwaitedHoldsNothing() {
    for (int i = 0; i < 10; i++) {
      behind(Long.MAX_VALUE); // as a channel says whose output is shut
    }
    EmbeddedChannel slow = behind(1);

    assertThat(connections.closeSlowest()).isEqualTo(1);
    assertThat(isTold(slow)).isTrue();
  }
}

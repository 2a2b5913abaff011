package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatHandlerTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate;

  HeartbeatHandlerTest() {
    channel.freezeTime();
    gate = ReadGate.alone(channel);
    Heartbeats heartbeats =
        new Heartbeats(channel.eventLoop(), Duration.ofSeconds(25), Duration.ofSeconds(10));
    channel.pipeline().addLast(new HeartbeatHandler(gate, heartbeats));
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private void expectPing() {
    PingWebSocketFrame ping = channel.readOutbound();
    assertThat(ping).isNotNull();
    ping.release();
  }

  private int closeCode() {
    CloseWebSocketFrame close = channel.readOutbound();
    assertThat(close).isNotNull();
    int code = close.statusCode();
    close.release();
    return code;
  }

  private @Nullable Object nothing() {
    return channel.readOutbound();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void pingsEveryInterval() {
    pass(24);
    assertThat(nothing()).isNull();
    for (int round = 0; round < 3; round++) {
      pass(1);
      expectPing();
      pass(1);
      channel.pipeline().fireChannelReadComplete();
      pass(9);
      assertThat(nothing()).isNull();
      pass(14);
      assertThat(nothing()).isNull();
    }
  }

  @Test
  void silenceAfterAPingEndsTheConnection() {
    pass(25);
    expectPing();
    pass(9);
    assertThat(nothing()).isNull();
    pass(1);

    assertThat(closeCode()).isEqualTo(4105);
  }

  @Test
  void whatWasHeardBeforeThePingIsNoAnswer() {
    pass(24);
    channel.pipeline().fireChannelReadComplete();
    pass(1);
    expectPing();
    pass(10);

    assertThat(closeCode()).isEqualTo(4105);
  }

  @Test
  void whatIsWrittenIsNoSignOfLife() {
    pass(25);
    expectPing();
    pass(5);
    channel.writeOutbound(new PingWebSocketFrame());
    expectPing();
    pass(5);

    assertThat(closeCode()).isEqualTo(4105);
  }

  @Test
  void whoCouldNotBePingedIsNotJudged() {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    gate.set(ReadGate.Reason.UNWRITABLE, true);
    pass(25);
    assertThat(nothing()).isNull();

    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    gate.set(ReadGate.Reason.UNWRITABLE, false);
    pass(10);
    assertThat(nothing()).isNull();
    pass(14);
    assertThat(nothing()).isNull();
    pass(1);
    expectPing();
    pass(10);

    assertThat(closeCode()).isEqualTo(4105);
  }

  @Test
  void silenceCountsOnlyWhileTheConnectionIsRead() {
    pass(25);
    expectPing();
    gate.set(ReadGate.Reason.LAB, true);
    pass(60);
    assertThat(nothing()).isNull();

    gate.set(ReadGate.Reason.LAB, false);
    pass(9);
    assertThat(nothing()).isNull();
    pass(1);

    assertThat(closeCode()).isEqualTo(4105);
  }
}

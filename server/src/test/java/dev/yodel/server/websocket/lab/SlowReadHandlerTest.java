package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.ReadGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowReadHandlerTest {

  private static final int RATE = 1_000;
  private static final int STEP = RATE / 10;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate = ReadGate.alone(channel);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private int passedAfter(int steps) {
    int before = channel.inboundMessages().size();
    for (int i = 0; i < steps; i++) {
      channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
    return channel.inboundMessages().size() - before;
  }

  @Test
  void whatItHoldsWaitsWhileTheLimitsSayNo() {
    channel.freezeTime();
    channel.pipeline().addLast(new SlowReadHandler(gate, RATE));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[5 * STEP]));
    assertThat(passedAfter(2)).isEqualTo(2);
    gate.set(ReadGate.Reason.FLOOD, true);
    assertThat(passedAfter(10)).isZero();
    gate.set(ReadGate.Reason.FLOOD, false);
    assertThat(passedAfter(10)).as("the rest, nothing lost").isEqualTo(3);
  }

  @Test
  void whatComesWhileOnlyTheEndIsAwaitedDoesNotPileUp() {
    channel.freezeTime();
    channel.pipeline().addLast(new SlowReadHandler(gate, RATE));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[5 * STEP]));
    gate.end();
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[STEP]));
    assertThat(channel.inboundMessages()).hasSize(1);
    ByteBuf all = channel.readInbound();
    assertThat(all.readableBytes()).isEqualTo(6 * STEP);
    all.release();
    assertThat(passedAfter(10)).isZero();
  }
}

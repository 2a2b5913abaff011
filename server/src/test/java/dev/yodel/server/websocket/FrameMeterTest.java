package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.websocket.frame.FrameCounts;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameMeterTest {

  private static final int RATE = 1_000;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate = ReadGate.alone(channel);
  private final FrameMeter meter =
      new FrameMeter(
          channel,
          gate,
          new FloodLimits.PerConnection(0, RATE, 0),
          new FrameMeter.Books(new Traffic(), new PrometheusMetrics("test")));

  private final FrameCounts counts = new FrameCounts(meter);

  FrameMeterTest() {
    channel.config().setRecvByteBufAllocator(new ReadBuffers());
  }

  @AfterEach
  void close() {
    meter.onGone();
    channel.finishAndReleaseAll();
  }

  private void read(int bytes) {
    read(bytes, 0);
  }

  private void read(int bytes, int inflated) {
    read(bytes, inflated, 0);
  }

  private void read(int bytes, int inflated, int millis) {
    counts.addBytes(bytes);
    counts.addFrame();
    counts.addInflated(inflated);
    counts.addNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    counts.tell();
  }

  private void after(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void whatIsOverTheLimitIsPaidInTime() {
    channel.freezeTime();
    read(RATE);
    assertThat(gate.isOpen()).as("a second's worth").isTrue();
    read(RATE / 2);
    assertThat(gate.isOpen()).isFalse();
    after(499);
    assertThat(gate.isOpen()).isFalse();
    after(1);
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void aCompressedMessageCostsWhatItBecomes() {
    channel.freezeTime();
    read(1, 2 * RATE - 1);
    assertThat(gate.isOpen()).isFalse();
    after(999);
    assertThat(gate.isOpen()).isFalse();
    after(1);
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void whatTookLongIsPaidForBeforeMoreIsRead() {
    channel.freezeTime();
    read(1, 1, 1);
    assertThat(gate.isOpen()).as("long is more than 1 ms").isTrue();
    read(1, 1, 5);
    assertThat(gate.isOpen()).isFalse();
    after(4);
    assertThat(gate.isOpen()).isFalse();
    after(1);
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void whoIsALittleOverTheLimitIsNotReadLittleByLittle() {
    channel.freezeTime();
    read(RATE + 1);
    after(FrameMeter.LEAST_PAUSE_MILLIS - 1);
    assertThat(gate.isOpen()).as("though 1 ms would have paid for it").isFalse();
    after(1);
    assertThat(gate.isOpen()).isTrue();
    read(RATE / 1_000 * (FrameMeter.LEAST_PAUSE_MILLIS - 1));
    assertThat(gate.isOpen()).as("what was saved up meanwhile").isTrue();
    read(1);
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void whoPaidWaitsForTheCrowd() {
    channel.freezeTime();
    read(2 * RATE);
    channel
        .eventLoop()
        .schedule(
            () -> gate.crowd().take(() -> channel.advanceTimeBy(1, TimeUnit.MILLISECONDS)),
            999,
            TimeUnit.MILLISECONDS);
    after(999);
    channel.runScheduledPendingTasks();
    assertThat(gate.isOpen()).as("the crowd's slice is spent").isFalse();
    after(1);
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void whoIsReadToItsEndThoughItIsOverItsLimitsIsCutOff() {
    read(2 * RATE);
    assertThat(gate.isOpen()).isFalse();
    read(ReadBuffers.FIRST);
    read(ReadBuffers.FIRST);
    assertThat(channel.isOpen()).as("what was under way").isTrue();
    read(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whoeverPaidBeginsAnew() {
    channel.freezeTime();
    for (int i = 0; i < 3; i++) {
      read(2 * RATE);
      read(2 * ReadBuffers.FIRST);
      after(TimeUnit.MINUTES.toMillis(3));
      assertThat(gate.isOpen()).isTrue();
    }
    assertThat(channel.isOpen()).isTrue();
  }
}

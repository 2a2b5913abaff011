package dev.yodel.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.WebSocketClient;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schedule on a loop whose clock stands still until it is moved. */
class PacerTest {

  private static final long MILLI = 1_000_000;
  private static final double RATE = 1_000; // one a millisecond

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Tally tally = new Tally(1);
  private final Line first = new Line();
  private final Line second = new Line();
  private Lane lane;
  private long start;

  /** Writes down what it is given. */
  private final class Line implements Sender {
    final List<Long> instants = new ArrayList<>();
    boolean open = true;

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void offer(long instant) {
      instants.add((instant - start) / MILLI);
    }

    @Override
    public long outstanding() {
      return 0;
    }
  }

  @BeforeEach
  void freeze() {
    channel.freezeTime();
    var loop = channel.eventLoop();
    lane =
        new Lane(
            loop,
            WebSocketClient.on(loop, NioSocketChannel.class),
            () -> loop.ticker().nanoTime(),
            tally);
    start = lane.now();
    lane.add(first, true);
    lane.add(second, true);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    for (int turn = 0; turn < 5; turn++) {
      channel.runPendingTasks(); // a batch makes way for what came meanwhile
    }
  }

  private void load(long millis) {
    lane.expect(new Window(start, start + millis * MILLI));
    lane.load(new Schedule(start, RATE));
  }

  @Test
  void messagesLeaveWhenTheyAreDueAndTheSendersTakeTurns() {
    load(6);
    for (int i = 0; i < 20; i++) {
      pass(1);
    }
    assertThat(first.instants).containsExactly(0L, 2L, 4L);
    assertThat(second.instants).containsExactly(1L, 3L, 5L);
    assertThat(tally.due()).isEqualTo(6);
    assertThat(tally.late.getMaxValue()).isZero();
    assertThat(tally.faults()).isZero();
  }

  @Test
  void aStallOmitsNothingAndIsMeasured() {
    second.open = false;
    load(1_000);
    pass(10);
    pass(600); // nothing ran in between
    assertThat(first.instants).hasSize(611).startsWith(0L, 1L, 2L).endsWith(609L, 610L);
    assertThat(tally.late.getTotalCount()).isEqualTo(611);
    assertThat(tally.late.getMaxValue() / MILLI).isBetween(598L, 600L);
    assertThat(tally.lag.getMaxValue() / MILLI).isBetween(590L, 600L);
  }

  @Test
  void whatNobodyCanSendIsAFault() {
    first.open = false;
    second.open = false;
    load(5);
    pass(10);
    assertThat(tally.faults(Fault.UNSENT)).isEqualTo(5);
  }

  @Test
  void whatWasDueAndNotOfferedIsAFaultAtTheEnd() {
    load(1_000);
    pass(10);
    channel.advanceTimeBy(300, TimeUnit.MILLISECONDS); // the loop does not come round
    lane.drain(new Window(start, start + 200 * MILLI));
    assertThat(lane.outstanding()).isEqualTo(189);
    lane.leave(false);
    assertThat(tally.faults(Fault.UNSENT)).isEqualTo(189);
  }
}

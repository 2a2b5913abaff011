package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.ReadGate;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Intake intake;

  IntakeTest() {
    channel.freezeTime();
    intake = new Intake(channel.eventLoop());
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private List<ReadGate> come(int count) {
    List<ReadGate> gates = Stream.generate(() -> new ReadGate(channel)).limit(count).toList();
    gates.forEach(intake::take);
    return gates;
  }

  private void turn() {
    channel.advanceTimeBy(1, TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private static long read(List<ReadGate> gates) {
    return gates.stream().filter(ReadGate::isOpen).count();
  }

  @Test
  void aCrowdIsReadAFewEachTurnInItsOrder() {
    List<ReadGate> crowd = come(11);

    assertThat(read(crowd)).isEqualTo(4);
    turn();
    assertThat(read(crowd.subList(0, 8))).isEqualTo(8);
    assertThat(read(crowd)).isEqualTo(8);
    List<ReadGate> late = come(1);
    turn();
    assertThat(read(crowd)).isEqualTo(11);
    assertThat(read(late)).as("the fourth of its turn").isOne();
  }

  @Test
  void whoComesAloneIsReadAtOnce() {
    for (int i = 0; i < 20; i++) {
      assertThat(read(come(1))).isOne();
      channel.advanceTimeBy(200, TimeUnit.MICROSECONDS);
    }
    assertThat(read(come(5))).as("of five at the same time").isEqualTo(4);
  }
}

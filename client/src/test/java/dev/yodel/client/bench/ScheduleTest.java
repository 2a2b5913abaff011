package dev.yodel.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void roundingDoesNotAddUp() {
    Schedule thirds = new Schedule(7, 3);
    assertThat(thirds.instant(0)).isEqualTo(7);
    assertThat(thirds.instant(1)).isEqualTo(7 + 333_333_333);
    assertThat(thirds.instant(3)).isEqualTo(7 + SECOND);
    assertThat(thirds.instant(3_000_000)).isEqualTo(7 + 1_000_000 * SECOND);
  }

  @Test
  void countsWhatIsDueBeforeAnInstant() {
    Schedule fours = new Schedule(100, 4);
    assertThat(fours.dueBefore(99)).isZero();
    assertThat(fours.dueBefore(100)).isZero();
    assertThat(fours.dueBefore(101)).isEqualTo(1);
    assertThat(fours.dueBefore(100 + SECOND)).isEqualTo(4);
    assertThat(fours.dueBefore(101 + SECOND)).isEqualTo(5);
    assertThat(new Schedule(0, 333).dueBefore(30 * SECOND)).isEqualTo(9_990);
  }

  @Test
  void whatWaitsLeavesInOrderAndOverflowsAtItsLimit() {
    InFlight inFlight = new InFlight();
    List<Long> left = new ArrayList<>();
    for (long i = 0; i < 10; i++) {
      inFlight.add(i);
    }
    for (int i = 0; i < 7; i++) {
      left.add(inFlight.remove());
    }
    for (long i = 10; i < 100; i++) {
      inFlight.add(i);
    }
    while (inFlight.size() > 0) {
      left.add(inFlight.remove());
    }
    assertThat(left).isEqualTo(LongStream.range(0, 100).boxed().toList());
    for (int i = 0; i < InFlight.MAX; i++) {
      assertThat(inFlight.add(i)).isTrue();
    }
    assertThat(inFlight.add(0)).isFalse();
    assertThat(inFlight.size()).isEqualTo(InFlight.MAX);
  }

  @Test
  void aWindowHoldsItsFirstInstantAndNotItsLast() {
    Window window = new Window(10, 20);
    assertThat(LongStream.range(0, 30).filter(window::holds).boxed())
        .isEqualTo(LongStream.range(10, 20).boxed().toList());
    assertThat(window.until(15)).isEqualTo(new Window(10, 15));
    assertThat(window.until(25)).isEqualTo(window);
    assertThat(window.until(5)).isEqualTo(new Window(10, 10));
  }
}

package dev.yodel.server.lab;

import static dev.yodel.server.lab.Queries.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long START = Long.MAX_VALUE - 1000;

  @Test
  void withoutKnobsAnswersLeaveAtOnce() {
    Pace pace = pace("", 1);
    assertThat(pace.next(1, 5)).isEqualTo(5);
    assertThat(pace.next(2, 5)).isEqualTo(5);
  }

  @Test
  void aDelayIsCountedFromEachMessage() {
    Pace pace = pace("delay=250ms", 1);
    assertThat(pace.next(1, 0)).isEqualTo(millis(250));
    assertThat(pace.next(2, millis(100))).isEqualTo(millis(350));
  }

  @Test
  void aRateSpacesABurstAndForgetsAPause() {
    Pace pace = pace("rate=10/s", 1);
    assertThat(pace.next(1, 0)).isZero();
    assertThat(pace.next(2, 0)).isEqualTo(millis(100));
    assertThat(pace.next(3, 0)).isEqualTo(millis(200));
    assertThat(pace.next(4, millis(5000))).isEqualTo(millis(5000));
  }

  @Test
  void jitterStaysWithinItsBoundAndKeepsTheOrder() {
    Pace pace = pace("delay=10ms&jitter=50ms", 1);
    long last = 0;
    for (int message = 1; message <= 1000; message++) {
      long now = millis(message);
      long due = pace.next(message, now);
      assertThat(due).isBetween(now + millis(10), now + millis(60)).isGreaterThanOrEqualTo(last);
      last = due;
    }
  }

  @Test
  void jitterComesFromTheSeed() {
    assertThat(pace("jitter=1s", 1).next(1, 0)).isEqualTo(pace("jitter=1s", 1).next(1, 0));
    assertThat(pace("jitter=1s", 1).next(1, 0)).isNotEqualTo(pace("jitter=1s", 2).next(1, 0));
  }

  @Test
  void aClockThatOverflowsDoesNotStopAnswers() {
    Pace pace = pace("rate=10/s", 1);
    assertThat(pace.next(1, START)).isEqualTo(START);
    assertThat(pace.next(2, START) - START).isEqualTo(millis(100));
    assertThat(pace.next(3, START + millis(150)) - START).isEqualTo(millis(200));
  }

  private static Pace pace(String query, long seed) {
    return new Pace(experiment(query), new Dice(seed));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}

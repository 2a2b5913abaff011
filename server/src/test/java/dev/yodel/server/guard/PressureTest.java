package dev.yodel.server.guard;

import static dev.yodel.server.guard.Pressure.Step.BEGAN;
import static dev.yodel.server.guard.Pressure.Step.CLOSE_SLOWEST;
import static dev.yodel.server.guard.Pressure.Step.ENDED;
import static dev.yodel.server.guard.Pressure.Step.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PressureTest {

  private static final long LATE = Duration.ofMillis(10).toNanos();

  private final Pressure pressure =
      new Pressure(new ShedMarks(0, Duration.ofMillis(10)), 1_000); // the mark is at 800

  @Test
  void memoryAtTheMarkShedsAtOnceAndWellBelowItEndsThat() {
    assertThat(pressure.look(799, 0)).isEqualTo(NOTHING);
    assertThat(pressure.isShedding()).isFalse();
    assertThat(pressure.look(800, 0)).isEqualTo(BEGAN);
    assertThat(pressure.reason()).contains("memory_high");
    for (int look = 1; look < Pressure.PATIENCE; look++) {
      assertThat(pressure.look(719, 0)).isEqualTo(NOTHING);
    }
    assertThat(pressure.look(719, 0)).isEqualTo(ENDED);
    assertThat(pressure.reason()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {900, 800, 720}) // a little below the mark is not calm
  void whoDoesNotGetWellBelowTheMarkClosesTheSlowestAgainAndAgain(long memory) {
    pressure.look(900, 0);
    for (int round = 0; round < 3; round++) {
      for (int look = 1; look < Pressure.PATIENCE; look++) {
        assertThat(pressure.look(memory, 0)).isEqualTo(NOTHING);
      }
      assertThat(pressure.look(memory, 0)).isEqualTo(CLOSE_SLOWEST);
    }
    assertThat(pressure.isShedding()).isTrue();
  }

  @Test
  void oneLateLookIsAPauseAndSeveralAreLoad() {
    for (int pause = 0; pause < 5; pause++) {
      assertThat(pressure.look(0, 100 * LATE)).isEqualTo(NOTHING);
      assertThat(pressure.look(0, 100 * LATE)).isEqualTo(NOTHING);
      assertThat(pressure.look(0, 0)).isEqualTo(NOTHING);
    }
    pressure.look(0, LATE);
    pressure.look(0, LATE);
    assertThat(pressure.look(0, LATE)).isEqualTo(BEGAN);
    assertThat(pressure.reason()).contains("loop_lag_high");
  }
}

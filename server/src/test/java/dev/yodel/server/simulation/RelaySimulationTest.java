package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Seeded stories of the relay; {@code -Dsimulation.seed=N} tells one again. */
class RelaySimulationTest {

  private static final int SEEDS = Integer.getInteger("simulation.seeds", 300);

  @Test
  void everyMemberSeesTheLogInOrderWithoutGapOrDuplicate() {
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    long tooSlow = 0;
    for (long seed = first; seed <= last; seed++) {
      tooSlow += told(seed).tooSlow();
    }
    if (only == null) {
      assertThat(tooSlow).as("members who were too slow").isPositive();
    }
  }

  private static RelaySimulation told(long seed) {
    RelaySimulation story = new RelaySimulation(seed);
    try {
      story.run();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("simulation.seed=" + seed + ": " + e.getMessage(), e);
    }
    return story;
  }
}

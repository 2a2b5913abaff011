package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Seeded stories of chat; {@code -Dsimulation.seed=N} tells one again. */
class ChatSimulationTest {

  private static final int SEEDS = Integer.getInteger("simulation.seeds", 1_000);

  @Test
  void nothingAcknowledgedIsLostAndNobodySeesAGapOrADuplicate() {
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    long pages = 0;
    long losses = 0;
    for (long seed = first; seed <= last; seed++) {
      long[] told = told(seed);
      pages += told[0];
      losses += told[1];
    }
    if (only == null) {
      assertThat(pages).as("pages of replay").isGreaterThan(SEEDS / 10);
      assertThat(losses).as("declared losses").isPositive();
    }
  }

  private static long[] told(long seed) {
    ChatSimulation story = new ChatSimulation(seed);
    try {
      story.run();
      return story.told();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("simulation.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}

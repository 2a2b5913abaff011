package dev.yodel.server.lab;

import static dev.yodel.server.lab.Queries.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private static final int MESSAGES = 10_000;

  @Test
  void theSameSeedDecidesTheSameAgain() {
    assertThat(fates("drop=0.3&duplicate=0.3&reorder=0.3", 7))
        .isEqualTo(fates("drop=0.3&duplicate=0.3&reorder=0.3", 7))
        .isNotEqualTo(fates("drop=0.3&duplicate=0.3&reorder=0.3", 8));
  }

  @Test
  void anotherKnobDoesNotMoveTheDraws() {
    assertThat(dropped(fates("drop=0.3", 7)))
        .isEqualTo(dropped(fates("drop=0.3&duplicate=0.9&reorder=0.9", 7)));
  }

  @Test
  void aChanceHappensAsOftenAsItSays() {
    assertThat(dropped(fates("drop=0.1", 1)).size()).isBetween(850, 1150);
    assertThat(dropped(fates("drop=0.9", 1)).size()).isBetween(8850, 9150);
    assertThat(dropped(fates("drop=0", 1))).isEmpty();
    assertThat(dropped(fates("drop=1", 1))).hasSize(MESSAGES);
  }

  @Test
  void drawsStayInTheirUnit() {
    Dice dice = new Dice(Long.MIN_VALUE);
    assertThat(LongStream.range(0, MESSAGES).mapToDouble(n -> dice.draw(AnswerKnobs.DROP, n)))
        .allMatch(draw -> draw >= 0 && draw < 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void aDroppedMessageHasNoOtherFate() {
    assertThat(fates("drop=1&duplicate=1&reorder=1", 3)).containsOnly(new Fate(0, false));
    assertThat(fates("duplicate=1&reorder=1", 3)).containsOnly(new Fate(2, true));
    assertThat(fates("", 3)).containsOnly(new Fate(1, false));
  }

  private static List<Fate> fates(String query, long seed) {
    Experiment experiment = experiment(query);
    Dice dice = new Dice(seed);
    return LongStream.rangeClosed(1, MESSAGES)
        .mapToObj(message -> Fate.of(experiment, dice, message))
        .toList();
  }

  private static List<Integer> dropped(List<Fate> fates) {
    return IntStream.range(0, fates.size())
        .filter(index -> fates.get(index).copies() == 0)
        .boxed()
        .toList();
  }
}

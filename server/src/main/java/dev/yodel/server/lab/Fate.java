package dev.yodel.server.lab;

/**
 * What becomes of the answer to one message.
 *
 * @param copies 0 if it is dropped, 2 if it is doubled
 * @param swapped whether it changes places with the next answer
 */
public record Fate(int copies, boolean swapped) {

  /** The fate of a message, counted from 1. */
  public static Fate of(Experiment experiment, Dice dice, long message) {
    if (happens(experiment, AnswerKnobs.DROP, dice, message)) {
      return new Fate(0, false);
    }
    int copies = happens(experiment, AnswerKnobs.DUPLICATE, dice, message) ? 2 : 1;
    return new Fate(copies, happens(experiment, AnswerKnobs.REORDER, dice, message));
  }

  private static boolean happens(
      Experiment experiment, Knob<Double> knob, Dice dice, long message) {
    return experiment.get(knob).map(chance -> dice.draw(knob, message) < chance).orElse(false);
  }
}

package dev.yodel.server.lab;

import java.util.Arrays;
import java.util.List;

/**
 * What a knob has to do with others.
 *
 * @param wanted true if one of the others must be there, false if none of them may be
 */
public record Relation(Knob<?> knob, boolean wanted, List<Knob<?>> others) {

  /** All relations of the table. */
  public static final List<Relation> ALL =
      List.of(
          needs(AnswerKnobs.INTERLEAVE, AnswerKnobs.FRAGMENT),
          needs(ConnectionKnobs.REASON, ConnectionKnobs.CLOSE),
          needs(ConnectionKnobs.AFTER, ConnectionKnobs.CLOSE, AnswerKnobs.CORRUPT),
          needs(ConnectionKnobs.RETRY_AFTER, ConnectionKnobs.STATUS),
          excludes(AnswerKnobs.SIZE, AnswerKnobs.PREFIX, AnswerKnobs.UPPER),
          excludes(ConnectionKnobs.STATUS, ConnectionKnobs.FAULT, ConnectionKnobs.SUBPROTOCOL),
          excludes(ConnectionKnobs.CLOSE, ConnectionKnobs.RESET, ConnectionKnobs.HALF),
          excludes(ConnectionKnobs.RESET, ConnectionKnobs.HALF));

  private static Relation needs(Knob<?> knob, Knob<?>... others) {
    return new Relation(knob, true, Arrays.asList(others));
  }

  private static Relation excludes(Knob<?> knob, Knob<?>... others) {
    return new Relation(knob, false, Arrays.asList(others));
  }

  /** The relations of one knob. */
  static List<Relation> of(Knob<?> knob) {
    return ALL.stream().filter(relation -> relation.knob().equals(knob)).toList();
  }

  /** The names of the knobs that one wants or excludes. */
  static List<String> names(Knob<?> knob, boolean wanted) {
    return of(knob).stream()
        .filter(relation -> relation.wanted() == wanted)
        .flatMap(relation -> relation.others().stream())
        .map(Knob::name)
        .toList();
  }

  /** Whether it holds when the others are there or not. */
  boolean holds(Experiment experiment) {
    return !experiment.has(knob) || others.stream().anyMatch(experiment::has) == wanted;
  }

  /** The relation in words. */
  public String words() {
    String names = String.join(wanted ? " or " : " nor ", others.stream().map(Knob::name).toList());
    return wanted ? "together with " + names : "neither with " + names;
  }
}

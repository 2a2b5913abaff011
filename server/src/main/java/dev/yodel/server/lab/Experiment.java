package dev.yodel.server.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one connection asked of the lab: knobs and their values, each within its bounds. */
public final class Experiment {

  private final Map<Knob<?>, Object> values = new LinkedHashMap<>();

  private Experiment() {}

  /**
   * Reads a query.
   *
   * @throws WrongKnobException for the first knob that is not there, not readable, out of bounds or
   *     without the one it needs
   */
  public static Experiment of(Map<String, List<String>> parameters) {
    Experiment experiment = new Experiment();
    if (parameters.isEmpty()) {
      return experiment;
    }
    parameters.forEach(experiment::read);
    Relation.ALL.stream()
        .filter(relation -> !relation.holds(experiment))
        .forEach(
            relation -> {
              String value = parameters.getOrDefault(relation.knob().name(), List.of("")).get(0);
              throw new WrongKnobException(relation.knob().name(), value, relation.words());
            });
    return experiment;
  }

  private void read(String name, List<String> texts) {
    String text = texts.isEmpty() ? "" : texts.get(0);
    Knob<?> knob =
        Knobs.named(name)
            .orElseThrow(() -> new WrongKnobException(name, text, Nearest.words(name)));
    if (texts.size() > 1) {
      throw new WrongKnobException(name, String.join(", ", texts), "it once");
    }
    Object value =
        knob.kind()
            .read(text)
            .orElseThrow(() -> new WrongKnobException(name, text, knob.kind().expected()));
    values.put(knob, value);
  }

  /** Whether nothing is asked that a plain echo does not do. */
  public boolean isPlain() {
    return values.isEmpty() || (values.size() == 1 && has(AnswerKnobs.PREFIX));
  }

  /** Whether a knob is there, whatever its value. */
  public boolean has(Knob<?> knob) {
    return values.containsKey(knob);
  }

  /** Whether a switch is there and on. */
  public boolean isOn(Knob<Boolean> flag) {
    return get(flag).orElse(false);
  }

  /** The value of a knob. */
  public <T> Optional<T> get(Knob<T> knob) {
    return Optional.ofNullable(values.get(knob)).map(knob.kind().type()::cast);
  }

  /** The knobs that are there. */
  public List<Knob<?>> knobs() {
    return List.copyOf(values.keySet());
  }

  /** The knobs that are there and cost. */
  public List<Knob<?>> costly() {
    return values.keySet().stream().<Knob<?>>map(knob -> knob).filter(Knob::costs).toList();
  }
}

package dev.yodel.server.lab;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the value of a knob is written, and what it may be.
 *
 * @param name one word, for whoever builds a control from the help
 * @param type what a value becomes
 * @param expected the end of the sentence "expected: …"
 * @param choices the words it may be, empty if there are too many to list
 * @param reader empty for a text that is no such value or out of bounds
 */
public record Kind<T>(
    String name,
    Class<T> type,
    String expected,
    List<String> choices,
    Function<String, Optional<T>> reader) {

  /** Copies the choices. */
  public Kind {
    choices = List.copyOf(choices);
  }

  static <T> Kind<T> of(
      String name, Class<T> type, String expected, Function<String, Optional<T>> reader) {
    return new Kind<>(name, type, expected, List.of(), reader);
  }

  Optional<T> read(String text) {
    return reader.apply(text);
  }
}

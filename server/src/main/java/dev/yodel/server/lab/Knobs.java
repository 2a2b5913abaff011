package dev.yodel.server.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table: every knob of the lab with its bounds and its words, in the order of the help. */
public final class Knobs {

  /** The longest text that a knob takes, in bytes of UTF-8. */
  public static final int MOST_TEXT_BYTES = 1024;

  /** The whole table. */
  public static final List<Knob<?>> ALL =
      Stream.concat(AnswerKnobs.ALL.stream(), ConnectionKnobs.ALL.stream())
          .<Knob<?>>map(knob -> knob)
          .toList();

  private Knobs() {}

  /** The knob of a name. */
  static Optional<Knob<?>> named(String name) {
    return ALL.stream().filter(knob -> knob.name().equals(name)).<Knob<?>>map(k -> k).findFirst();
  }
}

package dev.yodel.server.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a room is kept. Only messages count; an edit or a reaction goes when the floor passes
 * it, so a flood of reactions evicts nothing.
 *
 * @param messages the most messages of one room
 * @param age how long a message is kept; null for ever
 */
public record Retention(int messages, @Nullable Duration age) {

  /** How long the {@code postId} of a dropped event is remembered at least. */
  public static final Duration POST_IDS = Duration.ofHours(24);

  public Retention {
    if (messages < 1) {
      throw new IllegalArgumentException(
          "messages to keep: " + messages + " (expected: 1 or more)");
    }
    if (age != null && (age.isZero() || age.isNegative())) {
      throw new IllegalArgumentException("time to keep: " + age + " (expected: more than nothing)");
    }
  }
}

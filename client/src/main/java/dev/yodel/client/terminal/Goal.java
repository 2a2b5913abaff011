package dev.yodel.client.terminal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** So many messages, of those that match a pattern if there is one. Used by one event loop. */
final class Goal {

  private final long wanted;
  private final @Nullable Pattern pattern;
  private long seen;

  /**
   * A goal.
   *
   * @param count 0 for none, or for 1 if there is a pattern
   */
  Goal(long count, @Nullable Pattern pattern) {
    this.wanted = count == 0 && pattern != null ? 1 : count;
    this.pattern = pattern;
  }

  boolean isSet() {
    return wanted > 0;
  }

  boolean isMet() {
    return isSet() && seen >= wanted;
  }

  /** Takes note of a message. */
  void see(String text) {
    if (pattern == null || pattern.matcher(text).find()) {
      seen++;
    }
  }

  @Override
  public String toString() {
    return seen + " of " + wanted + (pattern == null ? "" : " expected") + " messages came";
  }
}

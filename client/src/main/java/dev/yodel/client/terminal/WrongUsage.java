package dev.yodel.client.terminal;

import org.jspecify.annotations.Nullable;

/** Options that do not go together; the message names the value and what was expected. */
final class WrongUsage extends RuntimeException {

  private static final long serialVersionUID = 1;

  WrongUsage(@Nullable String message) {
    super(message);
  }
}

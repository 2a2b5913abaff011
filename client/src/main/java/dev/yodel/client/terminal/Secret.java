package dev.yodel.client.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads what must not stand on a command line: from {@code env:NAME} or {@code file:PATH}. */
final class Secret {

  private Secret() {}

  /**
   * The secret, without white space around it.
   *
   * @throws IllegalArgumentException with the source and the expectation, never the secret
   */
  static String read(String option, String source) {
    if (source.startsWith("env:")) {
      String value = System.getenv(source.substring(4));
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException(
            option + ": " + source + " (expected: a variable that is set)");
      }
      return value.strip();
    }
    if (source.startsWith("file:")) {
      try {
        String secret = Files.readString(Path.of(source.substring(5))).strip();
        if (secret.isEmpty()) {
          throw new IllegalArgumentException(
              option + ": " + source + " (expected: a file that is not empty)");
        }
        return secret;
      } catch (IOException | InvalidPathException unreadable) {
        throw new IllegalArgumentException(
            option + ": " + source + " (expected: a file that can be read)", unreadable);
      }
    }
    throw new IllegalArgumentException(option + " (expected: env:NAME or file:PATH)");
  }
}

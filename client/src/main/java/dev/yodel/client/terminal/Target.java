package dev.yodel.client.terminal;

import dev.yodel.protocol.RoomEvent.Message;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which message a command is about, and what follows.
 *
 * @param seq the number that was typed, 0 for none
 */
record Target(long seq, String rest) {

  private static final Pattern NUMBERED =
      Pattern.compile("#(\\d{1,15})(?:\\s+(.*))?", Pattern.DOTALL);

  /** Takes a leading {@code #N} off. */
  static Target parse(String rest) {
    Matcher numbered = NUMBERED.matcher(rest);
    if (!numbered.matches()) {
      return new Target(0, rest);
    }
    String more = numbered.group(2);
    return new Target(Long.parseLong(numbered.group(1)), more == null ? "" : more.strip());
  }

  /** The message that is named, or else another. */
  long or(Supplier<Optional<Message>> other) {
    if (seq > 0) {
      return seq;
    }
    return other
        .get()
        .map(message -> message.at().seq())
        .orElseThrow(() -> new IllegalArgumentException("no such message: name one by #N"));
  }
}

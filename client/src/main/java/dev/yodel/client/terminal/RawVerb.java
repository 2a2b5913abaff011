package dev.yodel.client.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What can be typed between the messages of a raw connection. */
enum RawVerb {
  PING("[TEXT]", "pings, and says how long the pong took"),
  PONG("[TEXT]", "sends a pong that nobody asked for"),
  CLOSE("[CODE [REASON]]", "closes the connection; so does Ctrl+D");

  private final String operand;
  private final String meaning;

  RawVerb(String operand, String meaning) {
    this.operand = operand;
    this.meaning = meaning;
  }

  /** How it is typed. */
  String word() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }

  /** The verb of a word. */
  static Optional<RawVerb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  /** How all of them are typed, with what follows. */
  static String usage() {
    return Arrays.stream(values())
        .map(verb -> verb.word() + " " + verb.operand)
        .collect(Collectors.joining(", "));
  }

  /** Completes the first word of a line; a {@link org.jline.reader.Completer}. */
  static void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line.wordIndex() == 0 && line.word().startsWith("/")) {
      for (RawVerb verb : values()) {
        candidates.add(ChatCompleter.candidate(verb.word(), verb.meaning, ""));
      }
    }
  }
}

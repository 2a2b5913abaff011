package dev.yodel.client.terminal;

import dev.yodel.client.terminal.ChatBoard.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes commands, and behind them rooms or names; a name at the start of a line gets a colon.
 */
final class ChatCompleter implements Completer {

  private final Supplier<Vocabulary> words;

  ChatCompleter(Supplier<Vocabulary> words) {
    this.words = words;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    offer(line, candidates);
  }

  /** What could stand where the cursor is. */
  void offer(ParsedLine line, List<Candidate> candidates) {
    boolean first = line.wordIndex() == 0;
    if (first && line.word().startsWith("/")) {
      Arrays.stream(ChatVerb.values())
          .forEach(verb -> candidates.add(candidate(verb.word(), verb.meaning(), "")));
      return;
    }
    Optional<ChatVerb> verb = first ? Optional.empty() : ChatVerb.of(line.words().get(0));
    boolean ofRooms =
        verb.filter(one -> one == ChatVerb.JOIN || one == ChatVerb.LEAVE || one == ChatVerb.WHO)
            .isPresent();
    String at = line.word().startsWith("@") ? "@" : "";
    String tail = first ? ":" : "";
    List<String> found = ofRooms ? words.get().rooms() : words.get().names();
    found.forEach(word -> candidates.add(candidate(at + word, "", tail)));
  }

  /** A word with what it means, and what is written behind it. */
  static Candidate candidate(String word, String meaning, String tail) {
    String described = meaning.isEmpty() ? null : meaning;
    return new Candidate(word + tail, word, null, described, null, null, true);
  }
}

package dev.yodel.server.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What a search asks for: every term, each a phrase of words that follow each other, of which the
 * last may go on. Every log finds by this the same messages.
 *
 * @param phrases at most {@value #MAX_TERMS}, none of them empty; without any, nothing is found
 */
public record SearchTerms(List<List<String>> phrases) {

  /** The most terms of one search; what is beyond them is not asked for. */
  static final int MAX_TERMS = 32;

  private static final char QUOTE = '"';

  public SearchTerms {
    phrases = List.copyOf(phrases);
  }

  /** The terms of a search: what stands between spaces, or between two quotation marks. */
  public static SearchTerms of(String search) {
    List<List<String>> phrases = new ArrayList<>();
    StringBuilder term = new StringBuilder();
    boolean quoted = false;
    for (int c : search.codePoints().toArray()) {
      boolean ends = c == QUOTE || (!quoted && Character.isWhitespace(c));
      quoted ^= c == QUOTE;
      if (ends) {
        add(phrases, term);
      } else {
        term.appendCodePoint(c);
      }
    }
    add(phrases, term);
    return new SearchTerms(phrases);
  }

  private static void add(List<List<String>> phrases, StringBuilder term) {
    List<String> words = SearchWords.in(term.toString());
    term.setLength(0);
    if (!words.isEmpty() && phrases.size() < MAX_TERMS) {
      phrases.add(List.copyOf(words));
    }
  }

  /** Whether a text holds every term. */
  public boolean match(String text) {
    List<String> words = SearchWords.in(text);
    return !phrases.isEmpty() && phrases.stream().allMatch(phrase -> holds(words, phrase));
  }

  private static boolean holds(List<String> words, List<String> phrase) {
    for (int at = 0; at + phrase.size() <= words.size(); at++) {
      if (begins(words.subList(at, at + phrase.size()), phrase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(List<String> words, List<String> phrase) {
    int last = phrase.size() - 1;
    return words.subList(0, last).equals(phrase.subList(0, last))
        && words.get(last).startsWith(phrase.get(last));
  }
}

package dev.yodel.server.log.sqlite;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, as the index has them and as a search asks for them.
 *
 * <p>A word is a run of letters, digits and their marks, without case and without the accents that
 * scripts share. Scripts that are written without spaces give one word a character, so that any
 * part of a sentence is found as a phrase; a symbol, such as an emoji, is a word by itself.
 */
final class SearchWords {

  /** The most terms of one search; what is beyond them is not asked for. */
  static final int MAX_TERMS = 32;

  private static final int VOICED_MARK = 0x3099;
  private static final int SEMI_VOICED_MARK = 0x309a;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean unspaced;

  private SearchWords() {}

  /** The words in order, parted by spaces: what is put into the index. */
  static String indexed(String text) {
    return String.join(" ", in(text));
  }

  /**
   * A query for messages that hold every term of a search, each as a phrase whose last word may go
   * on; empty when there is no word in it.
   *
   * @param room the word that stands for the room
   */
  static String query(String room, String search) {
    List<String> terms = new ArrayList<>();
    for (String term : search.strip().split("\\s+", -1)) {
      List<String> phrase = in(term);
      if (!phrase.isEmpty() && terms.size() < MAX_TERMS) {
        terms.add('"' + String.join(" ", phrase) + "\" *");
      }
    }
    if (terms.isEmpty()) {
      return "";
    }
    return "{room} : \"" + room + "\" AND {text} : (" + String.join(" AND ", terms) + ")";
  }

  /** The words of a text. Nothing in them has a meaning in a query. */
  static List<String> in(String text) {
    String flat = Normalizer.normalize(text, Normalizer.Form.NFKD);
    flat = flat.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    flat = Normalizer.normalize(flat, Normalizer.Form.NFKD);
    SearchWords found = new SearchWords();
    flat.codePoints().forEach(found::add);
    found.end();
    return found.words;
  }

  private void add(int c) {
    if (isMark(c)) {
      boolean shared = UnicodeScript.of(c) == UnicodeScript.INHERITED;
      boolean kept = !shared || c == VOICED_MARK || c == SEMI_VOICED_MARK;
      if (kept && word.length() > 0) {
        word.appendCodePoint(c);
      }
    } else if (Character.isLetterOrDigit(c)) {
      boolean alone = isUnspaced(UnicodeScript.of(c));
      if (alone || unspaced) {
        end();
      }
      unspaced = alone;
      word.appendCodePoint(c);
    } else {
      end();
      if (Character.getType(c) == Character.OTHER_SYMBOL) {
        word.appendCodePoint(c);
        end();
      }
    }
  }

  private void end() {
    if (word.length() > 0) {
      words.add(Normalizer.normalize(word, Normalizer.Form.NFC));
      word.setLength(0);
    }
    unspaced = false;
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isUnspaced(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}

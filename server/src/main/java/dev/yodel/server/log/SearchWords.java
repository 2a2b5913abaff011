package dev.yodel.server.log;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, as an index has them and as a {@link SearchTerms search} asks for them.
 *
 * <p>A word is a run of letters, digits and their marks, without case and without the accents that
 * scripts share. Scripts that are written without spaces give one word a character, so that any
 * part of a sentence is found as a phrase; a symbol, such as an emoji, is a word by itself.
 */
public final class SearchWords {

  private static final int VOICED_MARK = 0x3099;
  private static final int SEMI_VOICED_MARK = 0x309a;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean unspaced;

  private SearchWords() {}

  /** The words in order, parted by spaces: what is put into an index. */
  public static String indexed(String text) {
    return String.join(" ", in(text));
  }

  /** The words of a text: letters, digits, marks and symbols, nothing that a query would read. */
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

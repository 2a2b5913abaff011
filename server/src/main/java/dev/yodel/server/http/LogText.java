package dev.yodel.server.http;

/** What a peer wrote, made fit for a line of the log: bounded, without a query, visible ASCII. */
final class LogText {

  /** The longest path of a line, in characters: {@value}. */
  static final int MOST_PATH = 200;

  /** The longest word of a line, in characters: {@value}. */
  static final int MOST_WORD = 20;

  private static final String SCHEME_END = "://";

  private LogText() {}

  /** A method, as it came. */
  static String word(String word) {
    return escaped(word, MOST_WORD);
  }

  /** The path of a request's target, of its absolute form too. */
  static String path(String target) {
    int end = 0;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    String bare = target.substring(0, end);
    int scheme = bare.indexOf(SCHEME_END);
    if (scheme >= 0 && !bare.startsWith("/")) {
      int slash = bare.indexOf('/', scheme + SCHEME_END.length());
      bare = slash < 0 ? "/" : bare.substring(slash);
    }
    return escaped(bare, MOST_PATH);
  }

  private static String escaped(String text, int most) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (escaped.length() >= most) {
        return escaped.append("...").toString();
      }
      char next = text.charAt(at);
      if (next > ' ' && next < '\u007f' && next != '"' && next != '\\') {
        escaped.append(next);
      } else {
        escaped.append(String.format("\\x%02x", (int) next));
      }
    }
    return escaped.toString();
  }
}

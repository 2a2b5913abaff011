package dev.yodel.server.lab;

import java.util.Comparator;

/** The knob that a wrong name was probably meant to be. */
final class Nearest {

  private static final int FAR = 2;

  private Nearest() {}

  /** What would be right instead of an unknown name. */
  static String words(String name) {
    return Knobs.ALL.stream()
        .map(Knob::name)
        .min(Comparator.comparingInt(known -> distance(known, name)))
        .filter(known -> distance(known, name) <= FAR)
        .map(known -> "the knob " + known)
        .orElse("a knob of /echo/help");
  }

  /** Letters to add, take away or change (Levenshtein); long names are far without counting. */
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > FAR) {
      return FAR + 1;
    }
    int[] row = new int[right.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int change = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(change, 1 + Math.min(diagonal, row[column - 1]));
      }
    }
    return row[right.length()];
  }
}

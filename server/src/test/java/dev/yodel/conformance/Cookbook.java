package dev.yodel.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of reactions in docs/lab.md: a row for each test of the cookbook. */
record Cookbook(List<String> names, List<List<String>> rows) {

  private static final Path PAGE = Path.of("..", "docs", "lab.md");
  private static final String OR = " or ";
  private static final String HEAD = "| Query |";

  static Cookbook read() {
    try {
      List<List<String>> table =
          Files.readAllLines(PAGE).stream()
              .dropWhile(line -> !line.startsWith(HEAD))
              .takeWhile(line -> line.startsWith("|"))
              .filter(line -> !line.startsWith("|-"))
              .map(Cookbook::cells)
              .toList();
      return new Cookbook(table.get(0), table.subList(1, table.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }

  List<String> queries() {
    return column("Query");
  }

  /**
   * What was recorded for a client, beside what was seen now: the same where that is one of the
   * reactions recorded.
   */
  List<String> reactions(String client, List<String> seen) {
    List<String> recorded = new ArrayList<>(column(client));
    for (int row = 0; row < Math.min(seen.size(), recorded.size()); row++) {
      if (List.of(recorded.get(row).split(OR, -1)).contains(seen.get(row))) {
        recorded.set(row, seen.get(row));
      }
    }
    return recorded;
  }

  private List<String> column(String name) {
    int index = names.indexOf(name);
    return rows.stream().map(row -> row.get(index)).toList();
  }
}

package dev.yodel.client.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two targets beside each other, measured in rounds.
 *
 * @param rows one for each figure
 */
public record Comparison(int rounds, List<Row> rows) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * One figure.
   *
   * @param first the median of the first target's rounds
   * @param second the median of the second target's rounds
   */
  public record Row(Figure figure, double first, double second, Ratio ratio) {}

  /**
   * First to second, of each round: what disturbed a round disturbed both of its runs. Not a number
   * if a round has no figure.
   */
  public record Ratio(double median, double lowest, double highest) {}

  /** What is compared. */
  public enum Figure {
    THROUGHPUT("throughput", "/s", 0),
    P50("p50", "ms", 50),
    P90("p90", "ms", 90),
    P99("p99", "ms", 99),
    P999("p99.9", "ms", 99.9),
    P9999("p99.99", "ms", 99.99),
    MAX("max", "ms", 100);

    private final String words;
    private final String unit;
    private final double percentile;

    Figure(String words, String unit, double percentile) {
      this.words = words;
      this.unit = unit;
      this.percentile = percentile;
    }

    public String words() {
      return words;
    }

    public String unit() {
      return unit;
    }

    private double of(Result result) {
      return this == THROUGHPUT
          ? result.perSecond()
          : result.tally().latency().getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
  }

  public Comparison {
    rows = List.copyOf(rows);
  }

  /** Of as many rounds of both; the n-th of one belongs to the n-th of the other. */
  public static Comparison of(List<Result> first, List<Result> second) {
    if (first.size() != second.size() || first.isEmpty()) {
      throw new IllegalArgumentException(
          "rounds: " + first.size() + " and " + second.size() + " (expected: as many of both)");
    }
    List<Row> rows = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      double[] ones = first.stream().mapToDouble(figure::of).toArray();
      double[] others = second.stream().mapToDouble(figure::of).toArray();
      rows.add(row(figure, ones, others));
    }
    return new Comparison(first.size(), rows);
  }

  static Row row(Figure figure, double[] first, double[] second) {
    double[] ratios =
        IntStream.range(0, first.length).mapToDouble(i -> first[i] / second[i]).toArray();
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    var ratio = new Ratio(median(ratios), sorted[0], sorted[sorted.length - 1]);
    return new Row(figure, median(first), median(second), ratio);
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}

package dev.yodel.client.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * One bar of a histogram for people: 1, 2, 5, 10, 20, 50 … microseconds.
 *
 * @param fromNanos exclusive
 * @param toNanos inclusive
 */
public record Bucket(long fromNanos, long toNanos, long count) {

  private static final long FIRST_NANOS = 1_000;

  /** From the first bar that holds anything to the last one; none if nothing was recorded. */
  public static List<Bucket> of(Histogram times) {
    List<Bucket> buckets = new ArrayList<>();
    long from = 0;
    long to = FIRST_NANOS;
    long count = 0;
    for (HistogramIterationValue cell : times.recordedValues()) {
      while (cell.getValueIteratedTo() > to) {
        add(buckets, new Bucket(from, to, count));
        from = to;
        to = after(to);
        count = 0;
      }
      count += cell.getCountAddedInThisIterationStep();
    }
    add(buckets, new Bucket(from, to, count));
    return buckets;
  }

  private static void add(List<Bucket> buckets, Bucket next) {
    if (!buckets.isEmpty() || next.count > 0) {
      buckets.add(next);
    }
  }

  /** 1, 2, 5, 10. */
  private static long after(long edge) {
    long leading = edge;
    while (leading >= 10) {
      leading /= 10;
    }
    return leading == 2 ? edge / 2 * 5 : edge * 2;
  }
}

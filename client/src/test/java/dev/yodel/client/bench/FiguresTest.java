package dev.yodel.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.yodel.client.bench.Comparison.Figure;
import dev.yodel.client.bench.Comparison.Row;
import dev.yodel.client.bench.Verdict.Evidence;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Percentiles, medians, ratios, and what is said of the generator. */
class FiguresTest {

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final Plan PLAN =
      new Plan(
          1,
          new Load.Closed(1),
          new Plan.Shape(List.of(8), true),
          new Plan.Phases(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO),
          Plan.Crowd.PLAIN);

  private static Result result(long arrived, long... millis) {
    Tally tally = new Tally(1);
    tally.arrived = arrived;
    for (long one : millis) {
      tally.latency(0, one * MILLI);
    }
    Verdict verdict = Verdict.of(new Evidence(0, 0, MILLI, 0, 1));
    return new Result(URI.create("ws://h/"), PLAN, Duration.ofSeconds(2), tally, verdict);
  }

  @Test
  void percentilesAreThoseOfEveryLaneTogether() {
    Tally one = new Tally(2);
    Tally other = new Tally(2);
    for (int i = 1; i <= 5_000; i++) {
      one.latency(0, i * MICRO);
      other.latency(1, (5_000 + i) * MICRO);
    }
    one.fault(Fault.LOST, 2);
    other.fault(Fault.CHANGED, 3);
    Histogram all = one.add(other).latency();
    assertThat(all.getTotalCount()).isEqualTo(10_000);
    assertThat((double) all.getValueAtPercentile(50)).isCloseTo(5e6, within(5e3));
    assertThat((double) all.getValueAtPercentile(99)).isCloseTo(9.9e6, within(1e4));
    assertThat((double) all.getMaxValue()).isCloseTo(1e7, within(1e4));
    assertThat((double) one.latency(1).getValueAtPercentile(50)).isCloseTo(7.5e6, within(1e4));
    assertThat(one.faults()).isEqualTo(5);
    assertThat(one.copy().faults(Fault.LOST)).isEqualTo(2);
  }

  @Test
  void aLatencyBeyondTheHistogramIsItsLast() {
    Tally tally = new Tally(1);
    tally.latency(0, Duration.ofHours(9).toNanos());
    tally.latency(0, -5);
    assertThat(tally.latency().getTotalCount()).isEqualTo(2);
    assertThat(tally.latency().getMaxValue()).isGreaterThan(Duration.ofMinutes(59).toNanos());
  }

  @Test
  void barsHoldEveryValueOnce() {
    Histogram times = Tally.histogram();
    for (long micros : new long[] {3, 4, 60, 70, 80, 150}) {
      times.recordValue(micros * MICRO);
    }
    List<Bucket> bars = Bucket.of(times);
    assertThat(bars)
        .containsExactly(
            new Bucket(2 * MICRO, 5 * MICRO, 2),
            new Bucket(5 * MICRO, 10 * MICRO, 0),
            new Bucket(10 * MICRO, 20 * MICRO, 0),
            new Bucket(20 * MICRO, 50 * MICRO, 0),
            new Bucket(50 * MICRO, 100 * MICRO, 3),
            new Bucket(100 * MICRO, 200 * MICRO, 1));
    assertThat(Bucket.of(Tally.histogram())).isEmpty();
  }

  @Test
  void aRatioIsTheMedianOfTheRoundsRatios() {
    Comparison comparison =
        Comparison.of(
            List.of(result(100, 10), result(400, 10), result(300, 30)),
            List.of(result(200, 20), result(400, 40), result(100, 10)));
    Row throughput = comparison.rows().get(0);
    assertThat(throughput.figure()).isEqualTo(Figure.THROUGHPUT);
    assertThat(throughput.first()).isEqualTo(150);
    assertThat(throughput.second()).isEqualTo(100);
    assertThat(throughput.ratio()).isEqualTo(new Comparison.Ratio(1, 0.5, 3));
    Row p50 = comparison.rows().get(1);
    assertThat(p50.first()).isCloseTo(10, within(0.1));
    assertThat(p50.ratio().median()).isCloseTo(0.5, within(0.01));
    assertThat(Comparison.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(Comparison.median(9, 1, 5)).isEqualTo(5);
  }

  @Test
  void onlyAsManyRoundsOfBothAreCompared() {
    List<Result> one = List.of(result(1, 1));
    assertThatThrownBy(() -> Comparison.of(one, List.of()))
        .hasMessage("rounds: 1 and 0 (expected: as many of both)");
  }

  @Test
  void theGeneratorIsBelievedWhileItIsATenthOfTheLatency() {
    assertThat(Verdict.of(new Evidence(MILLI, MILLI, 10 * MILLI, 0.5, 1)).isBottleneck()).isFalse();
    assertThat(Verdict.of(new Evidence(90 * MICRO, 90 * MICRO, 200 * MICRO, 0, 1)).isBottleneck())
        .as("less than 0.1 ms is not held against it")
        .isFalse();
    assertThat(Verdict.of(new Evidence(2 * MILLI, 0, 10 * MILLI, 0, 1)).reasons())
        .containsExactly(
            "the schedule slipped: p99 2.000 ms,"
                + " more than a tenth of the latency's p99 (10.000 ms)");
    assertThat(Verdict.of(new Evidence(0, 2 * MILLI, 10 * MILLI, 0, 1)).reasons())
        .singleElement()
        .asString()
        .startsWith("its event loop lagged: p99 2.000 ms");
    assertThat(Verdict.of(new Evidence(0, 0, 10 * MILLI, 0.95, 1)).reasons())
        .containsExactly("its busiest event loop used 95 % of a processor");
    assertThat(Verdict.of(new Evidence(0, 0, 10 * MILLI, 0.5, 0.98)).reasons())
        .containsExactly("it sent 98.0 % of what was due");
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.bench.Comparison;
import dev.yodel.client.bench.Result;
import java.util.List;

/** Tells what was measured. */
interface BenchReport {

  /** The percentiles that are told. */
  List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

  /** One run; whether more follow, and which one this is. */
  void run(Result result, Place place);

  /** All of them. */
  void comparison(String first, String second, Comparison comparison);

  /**
   * Which run it is.
   *
   * @param round from 1
   * @param rounds 1 if nothing is compared
   * @param compared whether there are two targets
   */
  record Place(int round, int rounds, boolean compared) {}
}

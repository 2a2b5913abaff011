package dev.yodel.client.terminal;

import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectOptions;
import dev.yodel.client.bench.Bench;
import dev.yodel.client.bench.BenchFailure;
import dev.yodel.client.bench.Comparison;
import dev.yodel.client.bench.Plan;
import dev.yodel.client.bench.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All runs of one command, from the first connection to the exit code. */
final class BenchSession {

  private static final long INTERRUPT_LIMIT_SECONDS = 5;

  private final Plan plan;
  private final List<ConnectOptions> targets;
  private final BenchReport report;
  private final Diagnostics diagnostics = new Diagnostics(System.err);
  private final ProgressLine progress;
  private final CountDownLatch told = new CountDownLatch(1);
  private final List<List<Result>> results = new ArrayList<>();
  private volatile @Nullable Bench current;
  private volatile boolean interrupted;
  private ExitCode code = ExitCode.NORMAL;

  /**
   * Nothing has run yet.
   *
   * @param targets one, or two to compare
   */
  BenchSession(Plan plan, List<ConnectOptions> targets, BenchReport report, ProgressLine progress) {
    this.plan = plan;
    this.targets = targets;
    this.report = report;
    this.progress = progress;
    targets.forEach(target -> results.add(new ArrayList<>()));
  }

  /** Runs so many rounds of each target. */
  ExitCode run(int rounds) throws InterruptedException {
    try (Interrupt interrupt = new Interrupt(this::interrupted)) {
      for (int round = 1; round <= rounds && !interrupted; round++) {
        round(round, rounds);
      }
      compare();
      interrupt.disarm();
      return code;
    } catch (ConnectFailure failure) {
      progress.clear();
      return diagnostics.report(failure);
    } catch (BenchFailure failure) {
      progress.clear();
      diagnostics.say(String.valueOf(failure.getMessage()));
      return ExitCode.UNMET;
    } finally {
      told.countDown();
    }
  }

  /** Who goes first changes from round to round. */
  private void round(int round, int rounds)
      throws ConnectFailure, BenchFailure, InterruptedException {
    for (int i = 0; i < targets.size() && !interrupted; i++) {
      int which = round % 2 == 1 ? i : targets.size() - 1 - i;
      Bench bench = new Bench(targets.get(which), plan, progress);
      current = bench;
      if (interrupted) {
        return;
      }
      Result result = bench.run();
      progress.end();
      report.run(result, new BenchReport.Place(round, rounds, targets.size() > 1));
      judge(result);
      if (!interrupted) {
        results.get(which).add(result);
      }
    }
  }

  private void compare() {
    if (targets.size() < 2) {
      return;
    }
    int whole = Math.min(results.get(0).size(), results.get(1).size());
    if (whole > 0) {
      report.comparison(
          targets.get(0).uri().toString(),
          targets.get(1).uri().toString(),
          Comparison.of(results.get(0).subList(0, whole), results.get(1).subList(0, whole)));
    }
  }

  /** The first cause counts: a connection, then what was sent on it. */
  private void judge(Result result) {
    ExitCode found = result.tally().faults() > 0 ? ExitCode.UNMET : ExitCode.NORMAL;
    if (result.tally().closing().isPresent()) {
      found = diagnostics.report(result.tally().closing().get());
      found = found == ExitCode.NORMAL ? ExitCode.CLOSED : found;
    }
    if (result.tally().refusal().isPresent()) {
      found = diagnostics.report(result.tally().refusal().get());
    }
    code = code == ExitCode.NORMAL ? found : code;
  }

  /** Ctrl+C: what was measured so far is told, then the process goes. */
  private void interrupted() {
    interrupted = true;
    Bench running = current;
    if (running != null) {
      running.stop();
    }
    try {
      if (!told.await(INTERRUPT_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        diagnostics.say("interrupted");
      }
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }
}

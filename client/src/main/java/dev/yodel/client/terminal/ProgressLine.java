package dev.yodel.client.terminal;

import dev.yodel.client.bench.Progress;
import dev.yodel.client.bench.Progress.Counts;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One line of a terminal that is written over; elsewhere silent, or a line a phase. */
final class ProgressLine implements Consumer<Progress> {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream err;
  private final boolean terminal;
  private final boolean verbose;
  private int width;
  private Progress.@Nullable Phase phase;
  private Duration phaseBegan = Duration.ZERO;
  private long seenBefore;

  ProgressLine(PrintStream err, boolean terminal, boolean verbose) {
    this.err = err;
    this.terminal = terminal;
    this.verbose = verbose;
  }

  @Override
  public void accept(Progress progress) {
    Progress.Phase now = progress.phase();
    if (now != phase) {
      phase = now;
      phaseBegan = progress.elapsed();
      seenBefore = progress.counts().seen();
      if (verbose) {
        clear();
        err.println("yodel: " + now.words());
      }
    }
    if (terminal) {
      String line = text(progress);
      write(line);
      width = line.length();
    }
  }

  /** A run is over; the next one begins anew. */
  void end() {
    clear();
    phase = null;
  }

  /** Takes the line away: something else is to be printed. */
  void clear() {
    if (width > 0) {
      write("");
      err.print("\r");
      err.flush();
      width = 0;
    }
  }

  private String text(Progress progress) {
    Counts counts = progress.counts();
    double span = progress.elapsed().minus(phaseBegan).toNanos() / NANOS_PER_SECOND;
    double rate = span > 0 ? (counts.seen() - seenBefore) / span : 0;
    return String.format(
        Locale.ROOT,
        "%s, %.0f of %.0f s: %,d open, %,.0f/s, %,d faults",
        progress.phase().words(),
        progress.elapsed().toMillis() / 1e3,
        progress.length().toMillis() / 1e3,
        counts.open(),
        rate,
        counts.faults());
  }

  private void write(String line) {
    err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    err.flush();
  }
}

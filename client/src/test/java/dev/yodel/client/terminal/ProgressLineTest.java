package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.bench.Progress;
import dev.yodel.client.bench.Progress.Counts;
import dev.yodel.client.bench.Progress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static Progress measuring(int seconds, long seen) {
    return new Progress(
        Phase.MEASURING,
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(10),
        new Counts(100, seen, 2));
  }

  @Test
  void theRateIsThatOfThePhaseAndALongerLineIsWiped() {
    ProgressLine line = new ProgressLine(err, true, false);
    line.accept(measuring(0, 5_000_000));
    line.accept(measuring(2, 5_003_000));
    line.clear();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\rmeasuring, 0 of 10 s: 100 open, 0/s, 2 faults"
                + "\rmeasuring, 2 of 10 s: 100 open, 1,500/s, 2 faults"
                + "\r"
                + " ".repeat(49)
                + "\r");
  }

  @Test
  void withoutATerminalThereIsNone() {
    ProgressLine line = new ProgressLine(err, false, false);
    line.accept(measuring(1, 3));
    line.clear();
    assertThat(bytes.size()).isZero();
  }

  @Test
  void verboseIsALineAPhase() {
    ProgressLine line = new ProgressLine(err, false, true);
    line.accept(measuring(1, 3));
    line.accept(measuring(2, 5));
    line.end();
    line.accept(measuring(1, 3));
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("yodel: measuring", "yodel: measuring");
  }
}

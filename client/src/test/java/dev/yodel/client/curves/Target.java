package dev.yodel.client.curves;

import dev.yodel.client.ConnectOptions;
import dev.yodel.client.bench.Bench;
import dev.yodel.client.bench.Plan;
import dev.yodel.client.bench.Progress;
import dev.yodel.client.bench.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's jar in a process of its own, whose clock tells what a message costs. */
final class Target implements AutoCloseable {

  private static final Pattern PAGE = Pattern.compile("page http://(127\\.0\\.0\\.1:\\d+)/");

  private final Process process;
  private final String authority;

  private Target(Process process, String authority) {
    this.process = process;
    this.authority = authority;
  }

  static Target start(int loops) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("..", "server", "target", "yodel-server.jar").toString(),
                "--port=0",
                "--log=memory",
                "--max-connections=20000",
                "--posts-per-second=10000",
                "--loops=" + loops)
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher page = PAGE.matcher(line);
      if (page.find()) {
        Thread reader = new Thread(() -> forget(output), "server-output");
        reader.start();
        return new Target(process, page.group(1));
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("the server did not start");
  }

  private static void forget(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      return;
    }
  }

  /**
   * Puts a load on it.
   *
   * @return microseconds of the server's processor time for each answer or delivery
   */
  double cost(String path, Plan plan) throws Exception {
    Meter meter = new Meter();
    Result result =
        new Bench(ConnectOptions.to(URI.create("ws://" + authority + path)), plan, meter).run();
    if (result.tally().faults() > 0) {
      throw new IllegalStateException(path + ": " + result.tally().faults() + " faults");
    }
    return meter.micros();
  }

  private Duration clock() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Reads the server's clock beside what was counted, at the first and the last news of a run. */
  private final class Meter implements Consumer<Progress> {

    private final List<Reading> readings = new ArrayList<>();

    private record Reading(Duration clock, long seen) {}

    @Override
    public void accept(Progress progress) {
      if (progress.phase() == Progress.Phase.MEASURING) {
        readings.add(new Reading(clock(), progress.counts().seen()));
      }
    }

    double micros() {
      Reading first = readings.get(0);
      Reading last = readings.get(readings.size() - 1);
      return last.clock().minus(first.clock()).toNanos() / 1e3 / (last.seen() - first.seen());
    }
  }
}

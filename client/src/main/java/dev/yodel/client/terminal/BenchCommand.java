package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions;
import dev.yodel.client.bench.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures an echo or a chat room, or two of them beside each other. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Puts load on an echo or a chat room, and says whether its own figures can be believed.",
      "Everything that comes is compared with what was sent."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  yodel bench ws://localhost:8080/echo                 10 connections, one message each",
      "  yodel bench URL -c 200 --rate 10000                  on schedule: latency under this load",
      "  yodel bench URL -c 100 --depth 16 --size 64,1KiB     as much as the server takes",
      "  yodel bench URL -c 5000 --ramp 10s --slow 5%% --rate 2000",
      "  yodel bench 'ws://localhost:8080/ws?room=bench' --fanout -c 1000 --posters 4 --rate 100",
      "  yodel bench URL --vs URL2 --rounds 7                 two servers in turn, and their ratios",
      "  yodel bench URL --json > run.json                    for programs; exit 0 only without faults",
    })
final class BenchCommand implements Callable<Integer> {

  private static final String ECHO = "ws://localhost:8080/echo";
  private static final String ROOM = "ws://localhost:8080/ws?room=bench";
  private static final int DEFAULT_ROUNDS = 5;
  private static final int MAX_ROUNDS = 1_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = {"ws://… or wss://… (default " + ECHO + ",", "with --fanout " + ROOM + ")."})
  private @Nullable String url;

  @Mixin private BenchArguments load = new BenchArguments();

  @Option(
      names = "--vs",
      paramLabel = "URL2",
      description = "Measures this one as well, in turn with the first, and prints ratios.")
  private @Nullable String other;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "With --vs: runs of each, every one with its warm-up (default 5).")
  private @Nullable Integer rounds;

  @Option(names = "--json", description = "One JSON object a run, and one for the comparison.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Says on standard error what is being done, also where that is no terminal.")
  private boolean verbose;

  @Mixin private ConnectionArguments connection = new ConnectionArguments();

  @Override
  public Integer call() throws InterruptedException {
    Plan plan;
    List<ConnectOptions> targets = new ArrayList<>();
    try {
      plan = load.plan();
      targets.add(connection.options(url != null ? url : load.fanOut ? ROOM : ECHO, null));
      if (other != null) {
        targets.add(connection.options(other, null));
      }
      check(plan, targets.get(0).limits().maxMessage());
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    }
    int count = other == null ? 1 : rounds == null ? DEFAULT_ROUNDS : rounds;
    BenchReport report = json ? new BenchJson(System.out) : new BenchText(System.out);
    var progress = new ProgressLine(System.err, Terminals.hasErr(), verbose);
    return new BenchSession(plan, targets, report, progress).run(count).code();
  }

  private void check(Plan plan, int maxMessage) {
    if (rounds != null && other == null) {
      throw new IllegalArgumentException("--rounds (expected: with --vs)");
    }
    if (rounds != null && (rounds < 1 || rounds > MAX_ROUNDS)) {
      throw new IllegalArgumentException(
          "--rounds: " + rounds + " (expected: 1 to " + MAX_ROUNDS + ")");
    }
    for (int size : plan.shape().sizes()) {
      if (size > maxMessage) {
        throw new IllegalArgumentException(
            "--size: " + size + " (expected: at most --max-message, " + maxMessage + ")");
      }
    }
  }
}

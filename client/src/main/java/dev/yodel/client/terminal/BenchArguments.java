package dev.yodel.client.terminal;

import dev.yodel.client.bench.Load;
import dev.yodel.client.bench.Plan;
import dev.yodel.client.bench.Plan.Crowd;
import dev.yodel.client.bench.Plan.Phases;
import dev.yodel.client.bench.Plan.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what to measure, and with how much load. */
final class BenchArguments {

  @Option(
      names = {"-c", "--connections"},
      paramLabel = "N",
      defaultValue = "10",
      description = "Connections; with --fanout members of the room (default ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "N",
      description =
          "Open loop: so many messages a second, all connections together, whatever the server"
              + " does; latency counts from the instant a message was due.")
  private @Nullable Double rate;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description =
          "Closed loop, the default: messages that each connection has on their way (default 1).")
  private @Nullable Integer depth;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      split = ",",
      defaultValue = "64",
      converter = SizeConverter.class,
      description = "Sizes of messages, taken in turn (repeatable; default ${DEFAULT-VALUE}).")
  private List<Integer> sizes = new ArrayList<>();

  @Option(names = "--binary", description = "Sends binary messages instead of texts.")
  private boolean binary;

  @Option(
      names = "--fanout",
      description =
          "Posts to a room whose members all get every post: rate and depth are those of posts,"
              + " what is counted are deliveries.")
  boolean fanOut;

  @Option(
      names = "--posters",
      paramLabel = "N",
      description = "With --fanout: members of each room that post (default 1).")
  private @Nullable Integer posters;

  @Option(
      names = "--rooms",
      paramLabel = "N",
      description = {
        "With --fanout: so many rooms, over which the connections are spread; each is named by the",
        "URL's room and a number (default 1)."
      })
  private @Nullable Integer rooms;

  @Option(
      names = "--slow",
      paramLabel = "SHARE",
      defaultValue = "0%",
      converter = ShareConverter.class,
      description =
          "Share of the connections that read for 10 ms a second only, such as 5%%; their"
              + " latencies are left out.")
  private double slow;

  @Option(
      names = "--ramp",
      paramLabel = "TIME",
      defaultValue = "0",
      converter = SpanConverter.class,
      description = "Opens the connections evenly over this time (default: at once).")
  private Duration ramp = Duration.ZERO;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = SpanConverter.class,
      description = "Load before it counts; faults always do (default ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "The time that counts (default ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "How long missing answers are waited for at the end (default ${DEFAULT-VALUE}).")
  private Duration drain = Duration.ofSeconds(10);

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Event loops of the generator (default ${DEFAULT-VALUE}).")
  private int threads;

  /**
   * What the options say together.
   *
   * @throws IllegalArgumentException with the value and the expectation
   */
  Plan plan() {
    if (rate != null && depth != null) {
      throw new IllegalArgumentException("--rate and --depth (expected: one of them)");
    }
    if (posters != null && !fanOut) {
      throw new IllegalArgumentException("--posters (expected: with --fanout)");
    }
    if (posters != null && posters < 1) {
      throw new IllegalArgumentException("--posters: " + posters + " (expected: at least 1)");
    }
    if (rooms != null && !fanOut) {
      throw new IllegalArgumentException("--rooms (expected: with --fanout)");
    }
    Load load = rate != null ? new Load.Open(rate) : new Load.Closed(depth == null ? 1 : depth);
    int posting = fanOut ? posters == null ? 1 : posters : 0;
    return new Plan(
        connections,
        load,
        new Shape(sizes, !binary),
        new Phases(ramp, warmUp, duration, drain),
        new Crowd(threads, rooms == null ? 1 : rooms, posting, slow));
  }

  /** Reads what {@link DurationConverter} reads, and 0. */
  static final class SpanConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
      return value.matches("0+(ms|s|m|h)?")
          ? Duration.ZERO
          : new DurationConverter().convert(value);
    }
  }

  /** Reads {@code 5%} or {@code 0.05}. */
  static final class ShareConverter implements ITypeConverter<Double> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)(%?)");

    @Override
    public Double convert(String value) {
      Matcher matcher = SHAPE.matcher(value);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "\"" + value + "\" (expected: a share such as 5% or 0.05)");
      }
      double number = Double.parseDouble(matcher.group(1));
      return matcher.group(2).isEmpty() ? number : number / 100;
    }
  }
}

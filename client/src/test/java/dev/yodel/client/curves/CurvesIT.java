package dev.yodel.client.curves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.bench.Load;
import dev.yodel.client.bench.Plan;
import io.netty.util.ResourceLeakDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a message costs the server, over connections, sizes, members of a room and loops: a table,
 * and docs/cost.svg. {@code ./yodel test curves}
 */
@Tag("curves")
class CurvesIT {

  private static final List<Integer> LOOPS = List.of(1, 2);
  private static final List<Integer> SIZES = List.of(16, 128, 1_024, 8_192, 65_536, 1 << 20);
  private static final List<Integer> CONNECTIONS = List.of(10, 100, 1_000, 5_000, 15_000);
  private static final List<Integer> MEMBERS = List.of(10, 100, 1_000, 10_000);
  private static final List<Integer> ROOMS = List.of(1, 10, 100, 1_000);
  private static final int TEN = 10;
  private static final Duration WARM = Duration.ofSeconds(2);
  private static final Duration MEASURED = Duration.ofSeconds(4);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** One series of measurements. */
  private record Series(String title, String axis, List<Integer> values, Work work) {}

  /** A load for one value of an axis. */
  @FunctionalInterface
  private interface Work {
    double cost(Target target, int value) throws Exception;
  }

  private static final List<Series> ALL =
      List.of(
          new Series(
              "echo of 64 bytes",
              "connections",
              CONNECTIONS,
              (to, n) -> to.cost("/echo", echo(n, 64))),
          new Series(
              "echo, 50 connections",
              "bytes",
              SIZES,
              (to, size) -> to.cost("/echo", echo(50, size))),
          new Series(
              "delivery of 128 bytes in a room",
              "members",
              MEMBERS,
              (to, n) -> to.cost("/ws?room=of" + n, rooms(1, n))),
          new Series(
              "delivery of 128 bytes in rooms of ten",
              "rooms",
              ROOMS,
              (to, n) -> to.cost("/ws?room=ten" + n, rooms(n, TEN))));

  private static Plan echo(int connections, int size) {
    return plan(connections, new Load.Closed(1), size, new Plan.Crowd(1, 1, 0, 0));
  }

  private static Plan rooms(int rooms, int members) {
    return plan(rooms * members, new Load.Closed(4), 128, new Plan.Crowd(1, rooms, 1, 0));
  }

  private static Plan plan(int connections, Load load, int size, Plan.Crowd crowd) {
    return new Plan(
        connections,
        load,
        new Plan.Shape(List.of(size), true),
        new Plan.Phases(Duration.ofMillis(connections / 4), WARM, MEASURED, DRAIN),
        crowd);
  }

  @Test
  void areDrawn() throws Exception {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    List<Panel> panels = new ArrayList<>();
    for (Series series : ALL) {
      List<Panel.Curve> curves = new ArrayList<>();
      for (int loops : LOOPS) {
        curves.add(
            new Panel.Curve(loops == 1 ? "1 loop" : loops + " loops", measure(series, loops)));
      }
      panels.add(new Panel(series.title(), series.axis(), curves));
    }
    Path drawing = Path.of("..", "docs", "cost.svg");
    Files.writeString(drawing, Panel.svg(panels));
    assertThat(drawing).isNotEmptyFile();
  }

  private static List<Panel.Point> measure(Series series, int loops) throws Exception {
    List<Panel.Point> points = new ArrayList<>();
    try (Target target = Target.start(loops)) {
      series.work().cost(target, series.values().get(1)); // for the server's compiler
      for (int value : series.values()) {
        double cost = series.work().cost(target, value);
        points.add(new Panel.Point(value, cost));
        System.out.printf(
            Locale.ROOT,
            "%s, %d %s, loops=%d: %.3f µs%n",
            series.title(),
            value,
            series.axis(),
            loops,
            cost);
      }
    }
    return points;
  }
}

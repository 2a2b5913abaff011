package dev.yodel.client.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Curves over one axis, drawn as SVG. The axis goes by powers, so do the costs where they span more
 * than a power of ten.
 */
record Panel(String title, String axis, List<Curve> curves) {

  static final int WIDTH = 340;
  static final int HEIGHT = 280;
  private static final int COLUMNS = 2;

  private static final int LEFT = 52;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 44;
  private static final int BOTTOM = HEIGHT - 64;
  private static final double SPAN = 10;
  private static final List<String> COLOURS = List.of("#2563eb", "#c2410c");

  /** What a message costs at one place of the axis. */
  record Point(double x, double micros) {}

  /** One curve and its name. */
  record Curve(String name, List<Point> points) {}

  private static final Style TITLE = new Style("middle", "#111");
  private static final Style UNDER = new Style("middle", "#555");
  private static final Style BESIDE = new Style("end", "#555");

  private record Style(String anchor, String colour) {}

  /** All panels, two in a row. */
  static String svg(List<Panel> panels) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(WIDTH * COLUMNS, HEIGHT * ((panels.size() + 1) / COLUMNS)));
    for (int i = 0; i < panels.size(); i++) {
      svg.append(
          "<g transform=\"translate(%d %d)\">\n"
              .formatted(i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT));
      panels.get(i).draw(svg);
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg) {
    text(svg, WIDTH / 2.0, 18, TITLE, title);
    text(svg, LEFT, TOP - 10, BESIDE, "µs");
    for (double cost : ticks()) {
      svg.append(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>\n"
              .formatted(LEFT, RIGHT, at(y(cost)), at(y(cost))));
      text(svg, LEFT - 6, y(cost) + 4, BESIDE, words(cost));
    }
    for (Point point : curves.get(0).points()) {
      text(svg, x(point.x()), BOTTOM + 16, UNDER, words(point.x()));
    }
    text(svg, WIDTH / 2.0, BOTTOM + 34, TITLE, axis);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      String colour = COLOURS.get(i);
      String path =
          curve.points().stream()
              .map(point -> at(x(point.x())) + "," + at(y(point.micros())))
              .collect(Collectors.joining(" "));
      svg.append(
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
              .formatted(colour, path));
      text(svg, LEFT + 90.0 * i, HEIGHT - 10, new Style("start", colour), curve.name());
    }
  }

  private double x(double value) {
    List<Point> points = curves.get(0).points();
    double first = Math.log(points.get(0).x());
    double last = Math.log(points.get(points.size() - 1).x());
    return LEFT + (RIGHT - LEFT) * (Math.log(value) - first) / (last - first);
  }

  private double y(double cost) {
    List<Double> ticks = ticks();
    double first = scaled(ticks.get(0));
    double last = scaled(ticks.get(ticks.size() - 1));
    return BOTTOM - (BOTTOM - TOP) * (scaled(cost) - first) / (last - first);
  }

  private double scaled(double cost) {
    return byPowers() ? Math.log10(cost) : cost;
  }

  private boolean byPowers() {
    return most() > SPAN * least();
  }

  /** Powers of ten around all costs; otherwise round steps from nothing. */
  private List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (byPowers()) {
      for (double power = Math.floor(Math.log10(least())); ; power++) {
        ticks.add(Math.pow(10, power));
        if (Math.pow(10, power) >= most()) {
          return ticks;
        }
      }
    }
    double step = Math.pow(10, Math.floor(Math.log10(most())));
    step = most() / step < 2 ? step / 5 : most() / step < 5 ? step / 2 : step;
    for (int i = 0; ticks.isEmpty() || ticks.get(i - 1) < most(); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private double least() {
    return costs().min().orElseThrow();
  }

  private double most() {
    return costs().max().orElseThrow();
  }

  private DoubleStream costs() {
    return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point::micros);
  }

  private static String words(double value) {
    if (value >= 1 << 20 && value % (1 << 20) == 0) {
      return (long) value / (1 << 20) + "Mi";
    }
    if (value >= 1_000 && value % 1_000 == 0) {
      return (long) value / 1_000 + "k";
    }
    if (value >= 1 << 10 && value % (1 << 10) == 0) {
      return (long) value / (1 << 10) + "Ki";
    }
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2g", value);
  }

  private static String at(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }

  private static void text(StringBuilder svg, double x, double y, Style style, String words) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
            .formatted(at(x), at(y), style.anchor(), style.colour(), words));
  }
}

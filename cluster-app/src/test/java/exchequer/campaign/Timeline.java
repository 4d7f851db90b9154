package exchequer.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** A campaign as a picture: faults and processes as bars, answers and their times as lines. */
final class Timeline {
  private static final int WIDTH = 1_600;
  private static final int LEFT = 110;
  private static final int LANE = 46;
  private static final int TOP = 50;
  private static final int CHART = 160;
  private static final int GAP = 36;
  private static final int AXIS_STEP_SECONDS = 10;

  private static final Map<String, String> COLOURS =
      Map.of(
          "life", "#b2182b",
          "processor", "#8073ac",
          "network", "#e08214",
          "cassandra", "#1b7837",
          "clock", "#2166ac",
          "storage", "#bf812d");

  private final Report report;
  private final double seconds;
  private final StringBuilder svg = new StringBuilder();

  private Timeline(Report report) {
    this.report = report;
    long lastNanos =
        report.history().operations().stream()
            .mapToLong(operation -> operation.call().endedNanos())
            .max()
            .orElse(report.loadNanos());
    seconds = Math.max(1, (lastNanos - report.loadNanos()) / 1e9);
  }

  /** The whole file. */
  static String svg(Report report) {
    return new Timeline(report).draw();
  }

  private String draw() {
    int lanes = report.plan().nodes() + 1;
    int charts = TOP + lanes * LANE + GAP;
    int height = charts + 2 * (CHART + GAP) + 20;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"11\">",
        WIDTH, height);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(LEFT, 18, "start", "Campaign of seed %d: %s", report.plan().seed(), counts());
    drawKey();
    drawAxis(height - 20);
    for (int lane = 0; lane < lanes; lane++) {
      text(
          LEFT - 8,
          TOP + lane * LANE + LANE / 2,
          "end",
          "%s",
          lane == 0 ? "Cassandra" : "node " + lane);
    }
    report.lives().forEach(this::drawLife);
    report.faults().stream().filter(Injector.Done::isDone).forEach(this::drawFault);
    drawChart(charts, "answers a second", perSecond(true), "#2166ac");
    drawChart(charts, "", perSecond(false), "#b2182b");
    drawChart(charts + CHART + GAP, "slowest answer, ms", slowestMillis(), "#444444");
    report.verdict().violations().forEach(violation -> drawViolation(violation, height - 20));
    return svg.append("</svg>\n").toString();
  }

  private String counts() {
    return "%d faults, %d operations, %d violations"
        .formatted(
            report.faults().stream().filter(Injector.Done::isDone).count(),
            report.history().operations().size(),
            report.verdict().violations().size());
  }

  private void drawKey() {
    int x = LEFT;
    for (Map.Entry<String, String> colour : new java.util.TreeMap<>(COLOURS).entrySet()) {
      bar(x, 28, 12, 10, colour.getValue(), "");
      text(x + 16, 37, "start", "%s", colour.getKey());
      x += 90;
    }
    text(x, 37, "start", "grey: a process runs; red line below: answers that leave it open");
  }

  private void drawAxis(int bottom) {
    for (int second = 0; second <= seconds; second += AXIS_STEP_SECONDS) {
      add(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#e5e5e5\"/>",
          x(second), TOP, x(second), bottom);
      if (second % (6 * AXIS_STEP_SECONDS) == 0 || seconds < 12 * AXIS_STEP_SECONDS) {
        text(x(second), bottom + 14, "middle", "%d s", second);
      }
    }
  }

  private void drawLife(CampaignNode.Life life) {
    double from = Math.max(0, second(life.startedNanos()));
    double to = Math.min(seconds, second(life.endedNanos()));
    if (to > from) {
      bar(
          x(from),
          TOP + life.node() * LANE + LANE - 12,
          x(to) - x(from),
          6,
          "#bdbdbd",
          "exit code " + life.exitCode());
    }
  }

  private void drawFault(Injector.Done done) {
    String resource = done.fault().kind().resource();
    int row =
        List.of("life", "processor", "network", "clock", "storage", "cassandra").indexOf(resource)
            % 5;
    bar(
        x(second(done.beganNanos())),
        TOP + done.fault().node() * LANE + 2 + row * 6,
        Math.max(3, x(second(done.endedNanos())) - x(second(done.beganNanos()))),
        5,
        COLOURS.get(resource),
        done.fault().toString());
  }

  private void drawViolation(Violation violation, int bottom) {
    double at = x(Math.min(seconds, second(violation.nanos())));
    add(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"red\" stroke-width=\"1.5\">"
            + "<title>%s</title></line>",
        at, TOP - 6, at, bottom, escaped(violation.kind() + ": " + violation.what()));
  }

  private double[] perSecond(boolean answered) {
    double[] counts = new double[(int) seconds + 1];
    for (Operation operation : report.history().operations()) {
      if (operation.answer().isOfTheBook() == answered) {
        counts[slot(operation)]++;
      }
    }
    return counts;
  }

  private double[] slowestMillis() {
    double[] slowest = new double[(int) seconds + 1];
    for (Operation operation : report.history().operations()) {
      if (operation.answer().isOfTheBook() && operation.call().client() != Call.AUDIT) {
        double millis = (operation.call().endedNanos() - operation.call().beganNanos()) / 1e6;
        slowest[slot(operation)] = Math.max(slowest[slot(operation)], millis);
      }
    }
    return slowest;
  }

  private int slot(Operation operation) {
    return (int) Math.max(0, Math.min(seconds, second(operation.call().endedNanos())));
  }

  private void drawChart(int top, String title, double[] values, String colour) {
    double most = Math.max(1, Arrays.stream(values).max().orElse(1));
    if (!title.isEmpty()) {
      text(LEFT, top - 6, "start", "%s", title);
      text(LEFT - 8, top + 8, "end", "%.0f", most);
    }
    LongFunction<String> point =
        i ->
            String.format(
                Locale.ROOT, "%.1f,%.1f", x(i + 0.5), top + CHART - values[(int) i] / most * CHART);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      points.append(point.apply(i)).append(' ');
    }
    add("<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>", colour, points);
  }

  private double second(long nanos) {
    return (nanos - report.loadNanos()) / 1e9;
  }

  private double x(double second) {
    return LEFT + second / seconds * (WIDTH - LEFT - 20);
  }

  private void bar(double x, double y, double width, double height, String colour, String title) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>",
        x, y, width, height, colour, escaped(title));
  }

  private void text(double x, double y, String anchor, String format, Object... arguments) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor, escaped(String.format(Locale.ROOT, format, arguments)));
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

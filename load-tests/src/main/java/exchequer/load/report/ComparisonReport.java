package exchequer.load.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Medians of a comparison's rounds as a Markdown table, and as a plot. */
public final class ComparisonReport {
  private static final String EVENTS = "events_per_s";
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  private ComparisonReport() {}

  /**
   * @param results with at least who, work, in_flight and transfers_per_s
   */
  public static String table(Results results) {
    StringBuilder table =
        new StringBuilder(
            """
            | work | who | rounds | transfers/s (least–most) | ratio to PostgreSQL | p50 ms | p99 ms | p99.9 ms |
            |---|---|---|---|---|---|---|---|
            """);
    for (String work : compared(results)) {
      double reference = results.median(work, Results.REFERENCE, Results.RATE);
      for (String who : results.whos(work)) {
        double rate = results.median(work, who, Results.RATE);
        table.append(
            "| %s | %s | %d | %s | %s | %s | %s | %s |%n"
                .formatted(
                    work,
                    who,
                    results.rounds(work, who),
                    results.shown(work, who, Results.RATE, 0),
                    Result.shown(rate / reference, 2),
                    Result.shown(results.median(work, who, "p50_ms"), 2),
                    Result.shown(results.median(work, who, "p99_ms"), 2),
                    Result.shown(results.median(work, who, "p999_ms"), 2)));
      }
    }
    return table.toString();
  }

  /** A sentence for each that was measured in events, not in transfers. */
  public static String limits(Results results) {
    StringBuilder sentences = new StringBuilder();
    for (String work : results.works()) {
      for (String who : results.whos(work)) {
        double rate = results.median(work, who, EVENTS);
        if (!Double.isNaN(rate)) {
          sentences.append(
              "%n%s: %s events/s (%s–%s), %s in an append, %s bytes each; %s.%n"
                  .formatted(
                      who,
                      Result.shown(rate, 0),
                      Result.shown(results.least(work, who, EVENTS), 0),
                      Result.shown(results.most(work, who, EVENTS), 0),
                      Result.shown(results.median(work, who, "events_per_append"), 1),
                      Result.shown(results.median(work, who, "bytes_per_event"), 0),
                      work));
        }
      }
    }
    return sentences.toString();
  }

  /** What is below the ratios that it must reach, a sentence each. */
  public static List<String> findings(Results results, List<LeastRatio> least) {
    return least.stream().flatMap(ratio -> ratio.findings(results).stream()).toList();
  }

  private static List<String> compared(Results results) {
    return results.works().stream()
        .filter(
            work ->
                results.whos(work).stream()
                    .anyMatch(who -> !Double.isNaN(results.median(work, who, Results.RATE))))
        .toList();
  }

  /** Writes an SVG. */
  public static void plot(Results results, Path file) throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Durable transfers per second, medians")
            .yAxisTitle("transfers/s")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    List<String> works = compared(results);
    for (String who :
        works.stream().flatMap(work -> results.whos(work).stream()).distinct().toList()) {
      // Not measured is no bar, which is what 0 looks like.
      List<Double> rates =
          works.stream()
              .map(work -> results.median(work, who, Results.RATE))
              .map(rate -> rate.isNaN() ? 0.0 : rate)
              .toList();
      chart.addSeries(who, works, rates);
    }
    SvgFile.write(chart, file);
  }
}

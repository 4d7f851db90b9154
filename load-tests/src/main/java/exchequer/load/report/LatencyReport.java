package exchequer.load.report;

import java.util.List;

/** Latencies at a constant load as a Markdown table: the medians of the rounds. */
public final class LatencyReport {
  private static final List<String> PERCENTILES = List.of("p50_ms", "p99_ms", "p999_ms");

  private LatencyReport() {}

  /**
   * @param results with at least who, work, rate, transfers_per_s, p50_ms, p99_ms and p999_ms
   */
  public static String table(Results results) {
    StringBuilder table =
        new StringBuilder(
            """
            | work | who | rounds | transfers/s | p50 ms (least–most) | p99 ms (least–most) | p99.9 ms (least–most) |
            |---|---|---|---|---|---|---|
            """);
    for (String work : results.works()) {
      for (String who : results.whos(work)) {
        table.append(
            "| %s | %s | %d | %s |"
                .formatted(
                    work,
                    who,
                    results.rounds(work, who),
                    Result.shown(results.median(work, who, Results.RATE), 0)));
        PERCENTILES.forEach(
            what -> table.append(" %s |".formatted(results.shown(work, who, what, 2))));
        table.append('\n');
      }
    }
    return table.toString();
  }
}

package exchequer.load.report;

import java.util.List;

/**
 * More load than a ledger takes as a Markdown table.
 *
 * @param loads a line for each, with at least multiple, rate and transfers_per_s
 * @param peak transfers a second that it takes at most
 */
public record OverloadReport(List<Result> loads, double peak) {
  private static final double MEGABYTE = 1e6;

  /**
   * @param lines others than those of loads may be between them
   */
  public static OverloadReport of(List<String> lines, double peak) {
    return new OverloadReport(
        lines.stream()
            .filter(line -> !line.isBlank())
            .map(Result::of)
            .filter(result -> !result.text("multiple").isEmpty())
            .toList(),
        peak);
  }

  public String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | load | transfers/s in time | of the peak | p50 ms | p99 ms | busy | unknown | given up | heap of the ledger, of Cassandra, MB | back after s |
            |---|---|---|---|---|---|---|---|---|---|
            """);
    for (Result load : loads) {
      table.append(
          "| %s x (%s/s) | %s | %s | %s | %s | %s | %s | %s | %s, %s | %s |%n"
              .formatted(
                  load.text("multiple"),
                  shown(load, "rate"),
                  shown(load, Results.RATE),
                  Result.shown(share(load), 2),
                  shown(load, "p50_ms"),
                  shown(load, "p99_ms"),
                  shown(load, "busy"),
                  shown(load, "unknown"),
                  shown(load, "given_up"),
                  Result.shown(load.number("ledger_heap_bytes") / MEGABYTE, 0),
                  Result.shown(load.number("cassandra_heap_bytes") / MEGABYTE, 0),
                  shown(load, "back_s")));
    }
    return table.toString();
  }

  /**
   * What was answered in time of too little, a sentence each.
   *
   * @param least of the peak; not a number when nothing is asked for
   */
  public List<String> findings(double least) {
    if (Double.isNaN(least)) {
      return List.of();
    }
    if (loads.isEmpty()) {
      return List.of("no load was measured");
    }
    return loads.stream()
        .filter(load -> !(share(load) >= least))
        .map(
            load ->
                "%s x: %s of the peak was answered in time, must be %s at least"
                    .formatted(
                        load.text("multiple"),
                        Result.shown(share(load), 2),
                        Result.shown(least, 2)))
        .toList();
  }

  private double share(Result load) {
    return load.number(Results.RATE) / peak;
  }

  private static String shown(Result load, String what) {
    return Result.shown(load.number(what), 0);
  }
}

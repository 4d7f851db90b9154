package exchequer.load.report;

import java.util.List;

/** Ledgers with different numbers of books as a Markdown table: the medians of the rounds. */
public final class BooksReport {
  private static final String APPENDED = "transfers_per_append";

  private BooksReport() {}

  /**
   * @param lines with at least books, in_flight, transfers_per_s, transfers_per_append and p99_ms,
   *     all of the same work
   */
  public static String table(List<String> lines) {
    Results results =
        new Results(lines, result -> result.text("books"), result -> result.text("in_flight"));
    StringBuilder table =
        new StringBuilder(
            """
            | books | in flight | transfers/s (least–most) | transfers an append | p99, ms |
            |---|---|---|---|---|
            """);
    for (String books : results.works()) {
      for (String inFlight : results.whos(books)) {
        table.append(
            "| %s | %s | %s | %s | %s |%n"
                .formatted(
                    books,
                    inFlight,
                    results.shown(books, inFlight, Results.RATE, 0),
                    Result.shown(results.median(books, inFlight, APPENDED), 1),
                    Result.shown(results.median(books, inFlight, "p99_ms"), 0)));
      }
    }
    return table.toString();
  }
}

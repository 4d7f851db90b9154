package exchequer.load.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A soak as Markdown tables, and as a plot. */
public final class SoakReport {
  private static final double LEAST_RATIO = 0.95;
  private static final double MOST_GROWTH = 0.10;

  /** What is under way when a collection comes, a compaction above all, is so much now and then. */
  private static final double MOST_GROWTH_BYTES = 50e6;

  private static final double MEGABYTE = 1e6;
  private static final double GIGABYTE = 1e9;

  private SoakReport() {}

  /** What was sampled, and whether it stayed the same. */
  public static String text(List<String> lines) {
    Soak soak = Soak.of(lines);
    return table(soak) + "\n" + verdict(soak);
  }

  /** Writes an SVG. */
  public static void plot(List<String> lines, Path file) throws IOException {
    SoakPlot.write(Soak.of(lines), file);
  }

  static String table(Soak soak) {
    StringBuilder table =
        new StringBuilder(
            """
            | minute | transfers/s | p50 ms | p99 ms | failed | ledger: heap MB (live) | resident MB | Cassandra: heap MB (live) | resident MB | data GB | commit log GB | data bytes a transfer |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """);
    for (Result sample : soak.samples()) {
      table.append(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  Result.shown(sample.number("minute"), 1),
                  Result.shown(sample.number(Results.RATE), 0),
                  Result.shown(sample.number("p50_ms"), 2),
                  Result.shown(sample.number("p99_ms"), 2),
                  Result.shown(sample.number("failed"), 0),
                  heap(sample, "ledger"),
                  Result.shown(sample.number("ledger_resident_bytes") / MEGABYTE, 0),
                  heap(sample, "cassandra"),
                  Result.shown(sample.number("cassandra_resident_bytes") / MEGABYTE, 0),
                  Result.shown(sample.number("data_bytes") / GIGABYTE, 3),
                  Result.shown(sample.number("commit_log_bytes") / GIGABYTE, 3),
                  Result.shown(soak.bytesPerTransfer(sample), 0)));
    }
    return table.toString();
  }

  private static String heap(Result sample, String who) {
    String heap = Result.shown(sample.number(who + "_heap_bytes") / MEGABYTE, 0);
    double live = sample.number(who + "_live_bytes");
    return Double.isNaN(live) ? heap : heap + " (" + Result.shown(live / MEGABYTE, 0) + ")";
  }

  static String verdict(Soak soak) {
    Soak.Growth ledgerGrowth = soak.growth("ledger_live_bytes");
    Soak.Growth cassandraGrowth = soak.growth("cassandra_live_bytes");
    List<Figure> figures =
        List.of(
            ratio("transfers/s, last third to first", soak.throughputRatio()),
            ratio("transfers/s, last third to those sent", soak.throughputHeld()),
            growth("growth of the ledger's live heap after the first third", ledgerGrowth),
            growth("growth of Cassandra's live heap after the first third", cassandraGrowth),
            new Figure("failed transfers", Long.toString(soak.failed()), "0", soak.failed() == 0));
    StringBuilder verdict =
        new StringBuilder(
            """
            | did it stay the same? | | allowed | |
            |---|---|---|---|
            """);
    figures.forEach(figure -> verdict.append(figure.row()));
    verdict.append(
        "| data on disk, bytes a transfer | %s | | |%n%n"
            .formatted(Result.shown(soak.bytesPerTransfer(soak.last()), 0)));
    return verdict + (figures.stream().allMatch(Figure::holds) ? "Flat.\n" : "Not flat.\n");
  }

  /** What was not measured does not hold: a soak that broke off is not flat. */
  private record Figure(String what, String is, String allowed, boolean holds) {
    String row() {
      return "| %s | %s | %s | %s |%n".formatted(what, is, allowed, holds ? "yes" : "**no**");
    }
  }

  private static Figure ratio(String what, double ratio) {
    return new Figure(
        what,
        Result.shown(ratio, 3),
        Result.shown(LEAST_RATIO, 2) + " at least",
        ratio >= LEAST_RATIO);
  }

  private static Figure growth(String what, Soak.Growth growth) {
    return new Figure(
        what,
        "%s MB, %s %%"
            .formatted(
                Result.shown(growth.bytes() / MEGABYTE, 0), Result.shown(100 * growth.share(), 1)),
        "%s MB or %s %% at most"
            .formatted(
                Result.shown(MOST_GROWTH_BYTES / MEGABYTE, 0), Result.shown(100 * MOST_GROWTH, 0)),
        growth.share() <= MOST_GROWTH || growth.bytes() <= MOST_GROWTH_BYTES);
  }
}

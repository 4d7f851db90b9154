package exchequer.cli;

import exchequer.v1.Entry;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a statement to stdout, page by page, in the format asked for. */
final class StatementPrinter {
  // Without entries there still is a header.
  private static final List<Field> SAMPLE = Fields.of(Entry.getDefaultInstance());

  private final OutputFormat format;
  private final PrintWriter out;
  private final Table table;
  private boolean started;

  StatementPrinter(OutputFormat format, PrintWriter out, Asset asset) {
    this.format = format;
    this.out = out;
    this.table = new Table(asset);
  }

  /** Returns false when nobody reads any more, as behind {@code | head}. */
  boolean printPage(List<Entry> entries) {
    List<List<Field>> rows = entries.stream().map(Fields::of).toList();
    out.print(
        switch (format) {
          case TABLE -> started ? table.nextPage(rows) : table.firstPage(SAMPLE, rows);
          case JSON -> entries.stream().map(Json::line).collect(Collectors.joining());
          case CSV ->
              rows.stream()
                  .map(Csv::row)
                  .collect(Collectors.joining("", started ? "" : Csv.header(SAMPLE), ""));
        });
    started = true;
    return !out.checkError();
  }
}

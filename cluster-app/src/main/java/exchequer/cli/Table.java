package exchequer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many results as a table for people, a page at a time, so that a statement of any length fits in
 * memory. Columns never get narrower; they get wider when a later page needs it.
 */
final class Table {
  private record Cell(String text, boolean right) {}

  private final Asset asset;
  private final List<Integer> widths = new ArrayList<>();

  Table(Asset asset) {
    this.asset = asset;
  }

  /** The first page, under a header made of the names of {@code sample}. */
  String firstPage(List<Field> sample, List<List<Field>> rows) {
    List<List<Cell>> lines = new ArrayList<>();
    lines.add(header(sample));
    rows.forEach(row -> lines.add(cells(row)));
    return text(lines);
  }

  String nextPage(List<List<Field>> rows) {
    return text(rows.stream().map(this::cells).toList());
  }

  private static List<Cell> header(List<Field> fields) {
    List<Cell> cells = new ArrayList<>();
    for (Field field : fields) {
      boolean right = field.kind() != Field.Kind.TEXT;
      cells.add(new Cell(field.name().toUpperCase(Locale.ROOT), right));
      if (field.kind() == Field.Kind.AMOUNT) cells.add(new Cell("", true));
    }
    return cells;
  }

  private List<Cell> cells(List<Field> fields) {
    List<Cell> cells = new ArrayList<>();
    for (Field field : fields) {
      String text = Printable.oneLine(field.value());
      cells.add(new Cell(text, field.kind() != Field.Kind.TEXT));
      if (field.kind() == Field.Kind.AMOUNT) cells.add(new Cell(asset.decimal(text), true));
    }
    return cells;
  }

  private String text(List<List<Cell>> lines) {
    lines.forEach(this::widen);
    StringBuilder text = new StringBuilder();
    for (List<Cell> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        Cell cell = line.get(i);
        if (i > 0) row.append("  ");
        row.append(
            cell.right()
                ? Align.right(cell.text(), widths.get(i))
                : Align.left(cell.text(), widths.get(i)));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private void widen(List<Cell> line) {
    for (int i = 0; i < line.size(); i++) {
      int width = line.get(i).text().length();
      if (i == widths.size()) widths.add(width);
      else widths.set(i, Math.max(widths.get(i), width));
    }
  }
}

package exchequer.cli;

import java.util.List;

/** One result as a table for people: a field a line, amounts right-aligned, also as decimals. */
final class Card {
  private static final String GAP = "  ";

  private Card() {}

  static String of(List<Field> fields, Asset asset) {
    int nameWidth = width(fields.stream().map(Field::name).toList());
    List<Field> amounts = fields.stream().filter(f -> f.kind() == Field.Kind.AMOUNT).toList();
    int unitsWidth = width(amounts.stream().map(Field::value).toList());
    int decimalWidth = width(amounts.stream().map(f -> asset.decimal(f.value())).toList());
    StringBuilder card = new StringBuilder();
    for (Field field : fields) {
      String value =
          switch (field.kind()) {
            case TEXT, NUMBER -> field.value();
            case AMOUNT ->
                Align.right(field.value(), unitsWidth)
                    + GAP
                    + Align.right(asset.decimal(field.value()), decimalWidth);
          };
      String line = Align.left(field.name(), nameWidth) + GAP + Printable.oneLine(value);
      card.append(line.stripTrailing()).append('\n');
    }
    return card.toString();
  }

  private static int width(List<String> values) {
    return values.stream().mapToInt(String::length).max().orElse(0);
  }
}

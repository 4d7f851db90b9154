package exchequer.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180. */
final class Csv {
  private Csv() {}

  static String header(List<Field> fields) {
    return record(fields.stream().map(Field::name).toList());
  }

  static String row(List<Field> fields) {
    return record(fields.stream().map(Field::value).toList());
  }

  private static String record(List<String> values) {
    return values.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}

package exchequer.load.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line of measurements, {@code name=value name=value ...}. */
record Result(Map<String, String> values) {
  static Result of(String line) {
    return new Result(
        Arrays.stream(line.strip().split(" +"))
            .map(pair -> pair.split("=", 2))
            .peek(
                pair -> {
                  if (pair.length != 2) {
                    throw new IllegalArgumentException("not of the form name=value: " + line);
                  }
                })
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> pair[1], (a, b) -> b, LinkedHashMap::new)));
  }

  String who() {
    return text("who");
  }

  /** What was measured, the same for all who did it. */
  String work() {
    String rate = text("rate");
    return rate.isEmpty()
        ? "%s, %s in flight".formatted(text("work"), text("in_flight"))
        : "%s, %s a second".formatted(text("work"), rate);
  }

  /** Empty when it was not measured. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** Not a number when it was not measured. */
  double number(String name) {
    String value = text(name);
    return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
  }

  static String shown(double number, int decimals) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}

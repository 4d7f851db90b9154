package exchequer.load.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line of measurements, {@code name=value name=value ...}. */
public record Result(Map<String, String> values) {
  /**
   * @throws IllegalArgumentException when it is not of that form
   */
  public static Result of(String line) {
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

  public String who() {
    return text("who");
  }

  /** What was measured, the same for all who did it. */
  public String work() {
    String rate = text("rate");
    return rate.isEmpty()
        ? "%s, %s in flight".formatted(text("work"), text("in_flight"))
        : "%s, %s a second".formatted(text("work"), rate);
  }

  /** Empty when it was not measured. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** Not a number when it was not measured. */
  public double number(String name) {
    String value = text(name);
    return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
  }

  /** With so many decimals, for a table. */
  public static String shown(double number, int decimals) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}

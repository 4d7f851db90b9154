package exchequer.load.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rounds of a comparison, by what was measured and who did it. */
public final class Results {
  static final String REFERENCE = "postgres";

  /** The name of what most are compared by. */
  public static final String RATE = "transfers_per_s";

  private final Map<String, Map<String, List<Result>>> byWork = new LinkedHashMap<>();

  /**
   * @param lines {@code name=value ...}; blank ones are passed over
   * @throws IllegalArgumentException when one is of another form
   */
  public Results(List<String> lines) {
    this(lines, Result::work, Result::who);
  }

  /** With other names for what was measured, and for who did it. */
  Results(List<String> lines, Function<Result, String> work, Function<Result, String> who) {
    for (String line : lines) {
      if (!line.isBlank()) {
        Result result = Result.of(line);
        byWork
            .computeIfAbsent(work.apply(result), each -> new LinkedHashMap<>())
            .computeIfAbsent(who.apply(result), each -> new ArrayList<>())
            .add(result);
      }
    }
  }

  List<String> works() {
    return List.copyOf(byWork.keySet());
  }

  List<String> whos(String work) {
    return List.copyOf(byWork.getOrDefault(work, Map.of()).keySet());
  }

  int rounds(String work, String who) {
    return of(work, who).size();
  }

  /** Not a number when it was not measured. */
  double median(String work, String who, String what) {
    return Median.of(Arrays.stream(values(work, who, what)).boxed().toList());
  }

  double least(String work, String who, String what) {
    double[] values = values(work, who, what);
    return values.length == 0 ? Double.NaN : values[0];
  }

  double most(String work, String who, String what) {
    double[] values = values(work, who, what);
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  /** For a table: {@code median (least–most)}. */
  String shown(String work, String who, String what, int decimals) {
    return "%s (%s–%s)"
        .formatted(
            Result.shown(median(work, who, what), decimals),
            Result.shown(least(work, who, what), decimals),
            Result.shown(most(work, who, what), decimals));
  }

  private double[] values(String work, String who, String what) {
    return of(work, who).stream()
        .mapToDouble(result -> result.number(what))
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  private List<Result> of(String work, String who) {
    return byWork.getOrDefault(work, Map.of()).getOrDefault(who, List.of());
  }
}

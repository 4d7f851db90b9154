package exchequer.load.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a comparison must not fall below.
 *
 * @param work as it was asked for, such as {@code uniform}; meant are all numbers in flight of it
 * @param who as in the results, such as {@code exchequer-stream}
 * @param ratio of its median to PostgreSQL's
 */
public record LeastRatio(String work, String who, double ratio) {

  /**
   * @param text such as {@code uniform:exchequer-stream:0.5,hot:exchequer-stream:4}; may be empty
   * @throws IllegalArgumentException when it is not of that form
   */
  public static List<LeastRatio> parse(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(one -> !one.isBlank())
        .map(LeastRatio::one)
        .toList();
  }

  private static LeastRatio one(String text) {
    String[] parts = text.strip().split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(text + ": allowed is work:who:ratio");
    }
    try {
      return new LeastRatio(parts[0], parts[1], Double.parseDouble(parts[2]));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(text + ": the ratio is not a number", notANumber);
    }
  }

  /** What is below, a sentence each; also when nothing of it was measured. */
  List<String> findings(Results results) {
    List<String> findings = new ArrayList<>();
    boolean wasMeasured = false;
    for (String each : results.works()) {
      double measured =
          results.median(each, who, Results.RATE)
              / results.median(each, Results.REFERENCE, Results.RATE);
      if (each.startsWith(work + ",") && !Double.isNaN(measured)) {
        wasMeasured = true;
        if (measured < ratio) {
          findings.add(
              "%s: %s is at %s of PostgreSQL, must be at %s at least"
                  .formatted(each, who, Result.shown(measured, 2), Result.shown(ratio, 2)));
        }
      }
    }
    if (!wasMeasured) {
      findings.add("%s: %s was not compared with PostgreSQL".formatted(work, who));
    }
    return findings;
  }
}

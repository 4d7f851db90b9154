package exchequer.load.report;

import java.util.Collection;

/** The middle of some numbers. */
public final class Median {
  private Median() {}

  /** Not a number when there are none. */
  public static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package exchequer.load.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was sampled of one load for long, and how its last third compares with its first.
 *
 * @param samples the first is from the start of the load, the others from the end of an interval
 * @param failed transfers
 */
record Soak(List<Result> samples, long failed) {
  /**
   * @param lines other than samples may be between them
   * @throws IllegalArgumentException when there are no samples
   */
  static Soak of(List<String> lines) {
    List<Result> results = lines.stream().filter(line -> !line.isBlank()).map(Result::of).toList();
    List<Result> samples =
        results.stream().filter(result -> !result.text("sample").isEmpty()).toList();
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("there are no samples");
    }
    double failed =
        results.stream()
            .mapToDouble(result -> result.number("failed"))
            .filter(count -> !Double.isNaN(count))
            .max()
            .orElse(0);
    return new Soak(samples, (long) failed);
  }

  List<Result> intervals() {
    return samples.subList(1, samples.size());
  }

  /** The median of the last third to that of the first. */
  double throughputRatio() {
    return lastThirdRate() / rate(intervals().subList(0, third()));
  }

  /** The median of the last third to what was sent. */
  double throughputHeld() {
    return lastThirdRate() / samples.get(0).number("rate");
  }

  private double lastThirdRate() {
    List<Result> intervals = intervals();
    return rate(intervals.subList(intervals.size() - third(), intervals.size()));
  }

  private int third() {
    return intervals().size() / 3;
  }

  private static double rate(List<Result> intervals) {
    return Median.of(intervals.stream().map(interval -> interval.number(Results.RATE)).toList());
  }

  /**
   * From the end of the first third to the end: before that, caches fill.
   *
   * @param live the name of a heap after a full collection
   */
  Growth growth(String live) {
    List<Double> measured =
        intervals().stream()
            .map(sample -> sample.number(live))
            .filter(bytes -> !Double.isNaN(bytes))
            .toList();
    return measured.size() < 3
        ? new Growth(Double.NaN, Double.NaN)
        : new Growth(measured.get(0), measured.get(measured.size() - 1));
  }

  /** Not numbers when the soak broke off. */
  record Growth(double fromBytes, double toBytes) {
    double bytes() {
      return toBytes - fromBytes;
    }

    double share() {
      return toBytes / fromBytes - 1;
    }
  }

  /** Of Cassandra's data, from the start of the load to a sample; without its commit log. */
  double bytesPerTransfer(Result sample) {
    return since(sample, "data_bytes") / since(sample, "posted");
  }

  private double since(Result sample, String what) {
    return sample.number(what) - samples.get(0).number(what);
  }

  Result last() {
    return samples.get(samples.size() - 1);
  }

  /** Minutes and values of those samples that have it. */
  double[][] series(String what, double unit) {
    List<Result> measured =
        samples.stream().filter(sample -> !Double.isNaN(sample.number(what))).toList();
    return new double[][] {
      values(measured, sample -> sample.number("minute")),
      values(measured, sample -> sample.number(what) / unit)
    };
  }

  private static double[] values(List<Result> samples, ToDoubleFunction<Result> value) {
    return samples.stream().mapToDouble(value).toArray();
  }
}

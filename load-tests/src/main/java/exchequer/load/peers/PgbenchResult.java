package exchequer.load.peers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgbench has measured.
 *
 * @param tookMicros each transaction; at a rate, from when it was due
 */
record PgbenchResult(double perSecond, Percentiles tookMicros) {
  private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)");
  private static final double MICROS_PER_MILLI = 1_000;

  /** Of a line of its log: client, transaction, microseconds, and more. */
  private static final int MICROS_FIELD = 2;

  /**
   * @param output of pgbench
   * @param logs of its threads, which option {@code -l} makes
   * @throws PeersException when they say nothing
   */
  static PgbenchResult of(List<String> output, List<String> logs) {
    double perSecond =
        output.stream()
            .map(RATE::matcher)
            .filter(Matcher::find)
            .map(rate -> Double.parseDouble(rate.group(1)))
            .findFirst()
            .orElseThrow(() -> new PeersException(1, "pgbench does not say its tps: " + output));
    long[] micros =
        logs.stream().filter(line -> !line.isBlank()).mapToLong(PgbenchResult::micros).toArray();
    if (micros.length == 0) {
      throw new PeersException(1, "pgbench has ended no transaction");
    }
    return new PgbenchResult(perSecond, new Percentiles(micros));
  }

  private static long micros(String line) {
    String[] fields = line.split(" ", -1);
    try {
      return Long.parseLong(fields[MICROS_FIELD]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException other) {
      throw new PeersException(1, "not a line of pgbench's log: " + line);
    }
  }

  /**
   * As the light generator tells its own.
   *
   * @param kept what was kept the same, such as {@code in_flight=64}
   */
  String line(String work, String kept) {
    return String.format(
        Locale.ROOT,
        "work=%s %s transfers_per_s=%.0f p50_ms=%.2f p99_ms=%.2f p999_ms=%.2f",
        work,
        kept,
        perSecond,
        tookMicros.atPermille(500) / MICROS_PER_MILLI,
        tookMicros.atPermille(990) / MICROS_PER_MILLI,
        tookMicros.atPermille(999) / MICROS_PER_MILLI);
  }
}

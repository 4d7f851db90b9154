package exchequer.load.peers;

import exchequer.load.report.Median;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The most that something takes. */
final class Peak {
  private static final int ROUNDS = 3;

  private Peak() {}

  /** One round, by its line of {@code name=value ...}. */
  interface Round {
    String measured() throws IOException, InterruptedException;
  }

  /** Transfers a second: the median of three rounds, each of which is noted. */
  static int of(Workplace place, Round round) throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    for (int number = 1; number <= ROUNDS; number++) {
      String line = round.measured();
      place.noteAside("peak=" + number + " " + line);
      rates.add((double) LoadJvm.rate(line));
    }
    return (int) Median.of(rates);
  }

  /** A part of a peak. Round numbers are easier to ask for again. */
  static int part(int peak, int percent) {
    int part = Math.max(1, (int) ((long) peak * percent / 100));
    return part >= 200 ? part / 100 * 100 : part;
  }
}

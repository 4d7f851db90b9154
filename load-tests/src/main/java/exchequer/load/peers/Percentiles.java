package exchequer.load.peers;

import java.util.Arrays;

/** Of numbers by nearest rank: each is one that was measured. */
final class Percentiles {
  private static final int MOST_PERMILLE = 1_000;

  private final long[] sorted;

  /**
   * @param numbers at least one
   */
  Percentiles(long[] numbers) {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("there are no numbers");
    }
    this.sorted = numbers.clone();
    Arrays.sort(sorted);
  }

  /**
   * The smallest that so many per mille of them are not above.
   *
   * @param permille 0 to 1,000, such as 999 for p99.9; whole numbers, since a fraction such as 99.9
   *     / 100 is a little more than it says
   */
  long atPermille(int permille) {
    if (permille < 0 || permille > MOST_PERMILLE) {
      throw new IllegalArgumentException(permille + ": allowed is 0 to " + MOST_PERMILLE);
    }
    int rank = (int) (((long) permille * sorted.length + MOST_PERMILLE - 1) / MOST_PERMILLE);
    return sorted[Math.max(rank, 1) - 1];
  }

  int count() {
    return sorted.length;
  }
}

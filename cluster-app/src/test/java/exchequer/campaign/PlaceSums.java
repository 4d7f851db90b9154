package exchequer.campaign;

/** Sums of numbers at places, of all places after one: a Fenwick tree, log n steps for each. */
final class PlaceSums {
  private final long[] tree;
  private long total;

  PlaceSums(int places) {
    tree = new long[places + 1];
  }

  /**
   * @param place from 0
   */
  void add(int place, long amount) {
    total += amount;
    for (int i = place + 1; i < tree.length; i += i & -i) {
      tree[i] += amount;
    }
  }

  /** Of all but the first {@code places}. */
  long sumAfter(long places) {
    long before = 0;
    for (int i = (int) Math.min(places, tree.length - 1); i > 0; i -= i & -i) {
      before += tree[i];
    }
    return total - before;
  }
}

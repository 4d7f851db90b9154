package exchequer.load.settings;

import java.util.random.RandomGenerator;

/**
 * Who pays whom. Accounts are numbers from 0; number 0 is the one that everybody knows in {@link
 * #HOT} and {@link #HOT_SOURCE}.
 */
public enum Pairs {
  /** Any two accounts but number 0. */
  UNIFORM {
    @Override
    public int source(RandomGenerator random, int accounts) {
      return other(random, accounts);
    }

    @Override
    public int destination(RandomGenerator random, int accounts, int source) {
      // One fewer to choose from; the source's own number stands for the last one.
      int drawn = 1 + random.nextInt(accounts - 2);
      return drawn == source ? accounts - 1 : drawn;
    }
  },
  /** Any account pays number 0. */
  HOT {
    @Override
    public int source(RandomGenerator random, int accounts) {
      return other(random, accounts);
    }

    @Override
    public int destination(RandomGenerator random, int accounts, int source) {
      return 0;
    }
  },
  /** Number 0 pays any account. */
  HOT_SOURCE {
    @Override
    public int source(RandomGenerator random, int accounts) {
      return 0;
    }

    @Override
    public int destination(RandomGenerator random, int accounts, int source) {
      return other(random, accounts);
    }
  };

  /** The account that pays, out of so many with number 0 counted (at least 3). */
  public abstract int source(RandomGenerator random, int accounts);

  /** The account that is paid, never the one that pays. */
  public abstract int destination(RandomGenerator random, int accounts, int source);

  private static int other(RandomGenerator random, int accounts) {
    return 1 + random.nextInt(accounts - 1);
  }
}

package exchequer.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/**
 * Which faults happen when: a function of nothing but its arguments, so that a seed brings the same
 * ones again. Storms of several faults at once alternate with lulls in which the ledger recovers.
 * Most storms are about a minority of the nodes, so that the others have books to take over and
 * clients to answer; every fourth is about all nodes, and lasts as long as it may.
 *
 * @param faults in the order of their start
 */
record Plan(long seed, Duration length, int nodes, List<Fault> faults) {
  /** The ledger is under load for so long before the first fault. */
  private static final long QUIET_MILLIS = 3_000;

  private static final long STORM_MILLIS = 22_000;
  private static final long LULL_MILLIS = 10_000;

  /** In a storm about a minority, faults end early enough for the ledger to recover. */
  private static final long ENDS_BEFORE_NEXT_STORM_MILLIS = 5_000;

  private static final int ABOUT_ALL_NODES = 4;
  private static final long BETWEEN_AT_LEAST_MILLIS = 300;
  private static final long BETWEEN_AT_MOST_MILLIS = 6_000;
  private static final int CLOCK_SECONDS = 3_600;

  /**
   * @param kinds that can be done on this machine
   */
  static Plan of(long seed, Duration length, int nodes, Collection<Fault.Kind> kinds) {
    // Named, so that another Java has the same faults for a seed.
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return new Drawing(random, length.toMillis(), nodes, List.copyOf(kinds)).plan(seed, length);
  }

  /** One line for each fault. */
  String describe() {
    return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
  }

  /** Draws one fault after the other. */
  private static final class Drawing {
    private final RandomGenerator random;
    private final long lengthMillis;
    private final int nodes;
    private final List<Fault.Kind> kinds;
    private final List<Fault.Kind> deck = new ArrayList<>();
    private final Map<String, Long> busyUntilMillis = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** Of the present storm: so many nodes from the first one on, and when its faults are over. */
    private int victims;

    private int firstVictim;
    private long latestEndMillis;

    Drawing(RandomGenerator random, long lengthMillis, int nodes, List<Fault.Kind> kinds) {
      this.random = random;
      this.lengthMillis = lengthMillis;
      this.nodes = nodes;
      this.kinds = kinds.stream().sorted().toList();
    }

    Plan plan(long seed, Duration length) {
      long roundMillis = STORM_MILLIS + LULL_MILLIS;
      for (int storm = 1; !kinds.isEmpty(); storm++) {
        long fromMillis = QUIET_MILLIS + (storm - 1) * roundMillis;
        if (fromMillis >= lengthMillis) {
          break;
        }
        boolean aboutAll = storm % ABOUT_ALL_NODES == 0;
        victims = aboutAll ? nodes : Math.max(1, (nodes - 1) / 2);
        firstVictim = random.nextInt(nodes);
        latestEndMillis =
            aboutAll ? lengthMillis : fromMillis + roundMillis - ENDS_BEFORE_NEXT_STORM_MILLIS;
        drawStorm(fromMillis, Math.min(lengthMillis, fromMillis + STORM_MILLIS));
      }
      faults.sort(Comparator.comparingLong(Fault::startMillis));
      return new Plan(seed, length, nodes, List.copyOf(faults));
    }

    private void drawStorm(long fromMillis, long toMillis) {
      for (long atMillis = fromMillis;
          atMillis < toMillis;
          atMillis += random.nextLong(BETWEEN_AT_LEAST_MILLIS, BETWEEN_AT_MOST_MILLIS)) {
        draw(atMillis);
      }
    }

    /** All kinds come equally often: they are drawn like cards. */
    private void draw(long atMillis) {
      if (deck.isEmpty()) {
        deck.addAll(kinds);
      }
      Fault.Kind kind = deck.remove(random.nextInt(deck.size()));
      int victim = (firstVictim + random.nextInt(victims)) % nodes + 1;
      int node = kind.isOfCassandra() ? 0 : victim;
      int other = kind.isCut() ? (node + random.nextInt(nodes - 1)) % nodes + 1 : 0;
      long clockSeconds = 0;
      if (kind == Fault.Kind.CLOCK_JUMP) {
        clockSeconds = logUniform(1, CLOCK_SECONDS) * (random.nextBoolean() ? 1 : -1);
      }
      long durationMillis =
          kind.atMostMillis() == 0 ? 0 : logUniform(kind.atLeastMillis(), kind.atMostMillis());
      String resource = kind.resource() + " " + node;
      long startMillis = Math.max(atMillis, busyUntilMillis.getOrDefault(resource, 0L));
      long endMillis = Math.min(lengthMillis, latestEndMillis);
      durationMillis = Math.min(durationMillis, endMillis - startMillis);
      if (durationMillis >= kind.atLeastMillis() && startMillis < lengthMillis) {
        busyUntilMillis.put(resource, startMillis + durationMillis + kind.restMillis());
        faults.add(new Fault(kind, startMillis, durationMillis, node, other, clockSeconds));
      }
    }

    /** As many short ones as long ones. */
    private long logUniform(long least, long most) {
      return Math.round(least * Math.exp(random.nextDouble() * Math.log((double) most / least)));
    }
  }
}

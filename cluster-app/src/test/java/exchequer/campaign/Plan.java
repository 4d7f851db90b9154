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
 *
 * @param faults in the order of their start
 */
record Plan(long seed, Duration length, int nodes, List<Fault> faults) {
  /** The ledger is under load for so long before the first fault. */
  private static final long QUIET_MILLIS = 3_000;

  private static final long STORM_MILLIS = 45_000;
  private static final long LULL_MILLIS = 15_000;
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

    Drawing(RandomGenerator random, long lengthMillis, int nodes, List<Fault.Kind> kinds) {
      this.random = random;
      this.lengthMillis = lengthMillis;
      this.nodes = nodes;
      this.kinds = kinds.stream().sorted().toList();
    }

    Plan plan(long seed, Duration length) {
      long atMillis = QUIET_MILLIS;
      while (atMillis < lengthMillis && !kinds.isEmpty()) {
        if ((atMillis - QUIET_MILLIS) % (STORM_MILLIS + LULL_MILLIS) < STORM_MILLIS) {
          draw(atMillis);
        }
        atMillis += random.nextLong(BETWEEN_AT_LEAST_MILLIS, BETWEEN_AT_MOST_MILLIS);
      }
      faults.sort(Comparator.comparingLong(Fault::startMillis));
      return new Plan(seed, length, nodes, List.copyOf(faults));
    }

    /** All kinds come equally often: they are drawn like cards. */
    private void draw(long atMillis) {
      if (deck.isEmpty()) {
        deck.addAll(kinds);
      }
      Fault.Kind kind = deck.remove(random.nextInt(deck.size()));
      int node = kind.isOfCassandra() ? 0 : random.nextInt(1, nodes + 1);
      int other = kind.isCut() ? (node + random.nextInt(nodes - 1)) % nodes + 1 : 0;
      long clockSeconds = 0;
      if (kind == Fault.Kind.CLOCK_JUMP) {
        clockSeconds = logUniform(1, CLOCK_SECONDS) * (random.nextBoolean() ? 1 : -1);
      }
      long durationMillis =
          kind.atMostMillis() == 0 ? 0 : logUniform(kind.atLeastMillis(), kind.atMostMillis());
      String resource = kind.resource() + " " + node;
      long startMillis = Math.max(atMillis, busyUntilMillis.getOrDefault(resource, 0L));
      if (startMillis + durationMillis > lengthMillis) {
        durationMillis = lengthMillis - startMillis;
      }
      if (durationMillis >= kind.atLeastMillis() && startMillis < lengthMillis) {
        busyUntilMillis.put(resource, startMillis + durationMillis);
        faults.add(new Fault(kind, startMillis, durationMillis, node, other, clockSeconds));
      }
    }

    /** As many short ones as long ones. */
    private long logUniform(long least, long most) {
      return Math.round(least * Math.exp(random.nextDouble() * Math.log((double) most / least)));
    }
  }
}

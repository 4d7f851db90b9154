package exchequer.campaign;

import java.util.Locale;

/**
 * Something that is done to the ledger.
 *
 * @param startMillis since the load began
 * @param node from 1; 0 for Cassandra
 * @param other the node that is cut off from {@code node}; 0 for none
 * @param clockSeconds by which the node's clock is wrong; 0 for another fault
 */
record Fault(
    Kind kind, long startMillis, long durationMillis, int node, int other, long clockSeconds) {

  /** What can be done, and for how long, in milliseconds. */
  enum Kind {
    /** SIGKILL; started again at once. */
    KILL(0, 0),
    /** SIGTERM: the node leaves; started again then. */
    TERM(0, 0),
    /** SIGSTOP, SIGCONT. */
    PAUSE(100, 60_000),
    /** Stopped for 4.5 s and running for 0.1 s, again and again. */
    STUTTER(9_200, 46_000),
    /** Messages of the one do not reach the other; those of the other do. */
    CUT_ONE_WAY(1_000, 40_000),
    CUT(1_000, 40_000),
    CASSANDRA_PAUSE(1_000, 15_000),
    /** SIGKILL, and a start on the same data. */
    CASSANDRA_RESTART(0, 0),
    CLOCK_JUMP(1_000, 40_000),
    /** What the node sends to Cassandra arrives later. */
    LATE_WRITES(500, 15_000),
    /** What Cassandra answers to the node arrives later. */
    LATE_ANSWERS(500, 15_000),
    /** SIGKILL; what the node had sent arrives in Cassandra when others have its books. */
    LATE_WRITES_OF_THE_DEAD(3_000, 25_000);

    private final long atLeastMillis;
    private final long atMostMillis;

    Kind(long atLeastMillis, long atMostMillis) {
      this.atLeastMillis = atLeastMillis;
      this.atMostMillis = atMostMillis;
    }

    long atLeastMillis() {
      return atLeastMillis;
    }

    long atMostMillis() {
      return atMostMillis;
    }

    boolean isOfCassandra() {
      return this == CASSANDRA_PAUSE || this == CASSANDRA_RESTART;
    }

    boolean isCut() {
      return this == CUT || this == CUT_ONE_WAY;
    }

    /** Kinds that share a resource of a node don't overlap there. */
    String resource() {
      return switch (this) {
        case KILL, TERM -> "life";
        case PAUSE, STUTTER -> "processor";
        case CUT, CUT_ONE_WAY -> "network";
        case CASSANDRA_PAUSE, CASSANDRA_RESTART -> "cassandra";
        case CLOCK_JUMP -> "clock";
        case LATE_WRITES, LATE_ANSWERS, LATE_WRITES_OF_THE_DEAD -> "storage";
      };
    }

    /**
     * From the end of the fault to the next one of the same resource, at least. The whole ledger
     * stands while Cassandra does: without a rest that would be all that a campaign shows.
     */
    long restMillis() {
      return switch (this) {
        case CASSANDRA_PAUSE -> 6_000;
        // For as long as a start of Cassandra takes, too.
        case CASSANDRA_RESTART -> 24_000;
        default -> 0;
      };
    }
  }

  long endMillis() {
    return startMillis + durationMillis;
  }

  /** A line of the plan. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%8.1f s  %-24s %s%s%s",
        startMillis / 1e3,
        kind,
        node == 0 ? "Cassandra" : "node " + node + (other == 0 ? "" : " to " + other),
        durationMillis == 0 ? "" : String.format(Locale.ROOT, " for %.1f s", durationMillis / 1e3),
        clockSeconds == 0 ? "" : String.format(Locale.ROOT, " by %+d s", clockSeconds));
  }
}

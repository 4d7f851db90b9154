package exchequer.fence;

import java.util.List;

/**
 * How large a world the search explores.
 *
 * @param nodes the node of each owner, from 1; owners on the same node are starts of the book on
 *     that node after each other; {@link #OLD_RELEASE} for an owner that knows no fence
 * @param maxEpoch no claim begins when the owner table has this epoch
 * @param maxAppendNr how long the log may become
 * @param appends how many each owner may make
 * @param reads what a claimer's read of the log may look like
 * @param oldOwnersMayCrash whether an owner of the old release may stop while its row is on its way
 */
record Bounds(
    List<Integer> nodes,
    int maxEpoch,
    int maxAppendNr,
    int appends,
    Reads reads,
    boolean oldOwnersMayCrash) {
  static final int OLD_RELEASE = 0;

  /** How a claimer reads the log. */
  enum Reads {
    /** At one moment; what one read saw, the next one sees. */
    ATOMIC,
    /** In two pages; rows may land between them, also such as belong to the first one. */
    PAGED,
    /** A row that is on its way is on some replicas: one read may see it and the next one not. */
    UNREPAIRED
  }

  static Bounds of(int maxEpoch, int maxAppendNr, int appends, Integer... nodes) {
    return new Bounds(List.of(nodes), maxEpoch, maxAppendNr, appends, Reads.ATOMIC, false);
  }

  Bounds with(Reads other) {
    return new Bounds(nodes, maxEpoch, maxAppendNr, appends, other, oldOwnersMayCrash);
  }

  Bounds withCrashesOfOldOwners() {
    return new Bounds(nodes, maxEpoch, maxAppendNr, appends, reads, true);
  }

  boolean haveOldOwners() {
    return nodes.contains(OLD_RELEASE);
  }

  /** Owners that each have a node, or that all have the same, may be exchanged for each other. */
  boolean ownersAreInterchangeable() {
    long different = nodes.stream().distinct().count();
    return !haveOldOwners() && (different == 1 || different == nodes.size());
  }
}

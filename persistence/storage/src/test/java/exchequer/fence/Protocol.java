package exchequer.fence;

import java.util.List;

/**
 * What can happen next to a book's owners, its log and its two tables, in the protocol that keeps
 * two owners of one book apart. See the package's description.
 */
final class Protocol {
  private final Bounds bounds;
  private final Claims claims;
  private final LogReads reads;
  private final Appends appends;
  private final OldOwners oldOwners;

  Protocol(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.claims = new Claims(bounds, flaw);
    this.reads = new LogReads(bounds, flaw);
    this.appends = new Appends(bounds, flaw);
    this.oldOwners = new OldOwners(bounds, flaw);
  }

  /** All that may happen next. */
  List<Step> steps(State state) {
    Steps steps = new Steps();
    boolean oldOneRuns = oldOwners.oneRuns(state);
    for (int i = 0; i < state.owners.length; i++) {
      steps.of(state, i);
      if (!oldOwners.isOld(i) && !oldOneRuns) {
        claims.addSteps(state, i, steps);
        reads.addSteps(state, i, steps);
      }
      appends.addSteps(state, i, steps);
      if (bounds.haveOldOwners()) {
        oldOwners.addSteps(state, i, steps);
      }
    }
    return steps.all();
  }
}

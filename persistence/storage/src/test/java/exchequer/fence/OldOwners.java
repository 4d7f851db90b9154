package exchequer.fence;

import java.util.Arrays;

/**
 * Rolling updates: owners of the release before, which neither claim nor confirm and write rows of
 * epoch 0. They take turns with others by a clean hand-over: one begins when all others have
 * stopped or not begun, and nothing is on its way.
 */
final class OldOwners {
  private final Bounds bounds;
  private final Flaw flaw;

  OldOwners(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.flaw = flaw;
  }

  boolean isOld(int index) {
    return bounds.nodes().get(index) == Bounds.OLD_RELEASE;
  }

  /** No claim begins meanwhile: sharding starts a book nowhere else while this owner has it. */
  boolean oneRuns(State state) {
    for (int i = 0; i < state.owners.length; i++) {
      if (isOld(i) && state.owners[i].isRunning()) {
        return true;
      }
    }
    return false;
  }

  void addSteps(State state, int index, Steps steps) {
    Owner owner = state.owners[index];
    if (owner.phase == Phase.IDLE && isOld(index) && nobodyElseIsThere(state, index)) {
      begin(new Log(state, flaw), steps);
    }
    boolean isClean = !owner.hasRowOnItsWay();
    boolean mayStop = owner.isRunning() || owner.phase == Phase.COPYING;
    if (mayStop && (isClean || !isOld(index) || bounds.oldOwnersMayCrash())) {
      steps.next(() -> "stops");
      steps.self.phase = Phase.STOPPED;
    }
  }

  private static boolean nobodyElseIsThere(State state, int index) {
    for (int i = 0; i < state.owners.length; i++) {
      Owner other = state.owners[i];
      boolean gone = other.phase == Phase.IDLE || other.phase == Phase.STOPPED;
      if (i != index && (!gone || other.lateClaim || other.hasRowOnItsWay())) {
        return false;
      }
    }
    return true;
  }

  private void begin(Log log, Steps steps) {
    int[] says = log.saysToTheOldRelease(log.landed());
    boolean isMisled = !Arrays.equals(says, log.says(log.landed()));
    if (isMisled && flaw != Flaw.OLD_RELEASE_MISLED) {
      return;
    }
    steps.next(() -> "(old release) reads the log " + LogReads.inWords(says) + "; runs");
    Owner self = steps.self;
    System.arraycopy(says, 0, self.content, 1, says.length);
    self.base = says.length;
    self.first = says.length + 1;
    self.top = says.length;
    self.actedOn = says.length;
    self.phase = Phase.RUNNING;
  }
}

package exchequer.fence;

/** The steps of a claim, until the log is read. */
final class Claims {
  private final Bounds bounds;
  private final Flaw flaw;

  Claims(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.flaw = flaw;
  }

  void addSteps(State state, int index, Steps steps) {
    Owner owner = state.owners[index];
    int node = bounds.nodes().get(index);
    switch (owner.phase) {
      case IDLE -> readOwnerTable(state, index, steps);
      case FENCING -> fence(owner, steps);
      case CLAIMING -> claim(state, owner, node, steps);
      case CLAIMED -> giveUp(owner, steps);
      case READING, COPYING, RUNNING, APPENDING, APPENDING_CONFIRMED, STOPPED -> {}
    }
    if (owner.lateClaim) {
      steps.next(
          () ->
              "is named by the owner table after all, by a write it gave up: epoch "
                  + (state.ownerEpoch + 1));
      steps.state.nextEpoch(node);
    }
  }

  private void readOwnerTable(State state, int index, Steps steps) {
    if (state.ownerEpoch >= bounds.maxEpoch() || isNotTheNext(state, index)) {
      return;
    }
    if (flaw == Flaw.NO_CLAIM) {
      steps.next(() -> "starts, without a claim");
      steps.self.phase = Phase.CLAIMED;
      steps.self.epoch = 1;
      return;
    }
    boolean fencesFirst =
        state.ownerNode != 0 && flaw != Flaw.NO_FENCE && flaw != Flaw.FENCED_AFTER_EPOCH;
    int epoch = state.ownerEpoch;
    int found = state.ownerNode;
    steps.next(
        () ->
            found == 0
                ? "reads the owner table: nobody; asks for epoch 1"
                : "reads the owner table: epoch %d, node %d; sends %s"
                    .formatted(epoch, found, fencesFirst ? "the fence" : "its name for the next"));
    steps.self.phase = fencesFirst ? Phase.FENCING : Phase.CLAIMING;
    steps.self.epoch = epoch;
    steps.self.foundNode = found;
  }

  /** Of owners that may be exchanged for each other, only the first may begin. */
  private boolean isNotTheNext(State state, int index) {
    if (!bounds.ownersAreInterchangeable() || flaw == Flaw.ORDERED_BY_CLOCK) {
      return false;
    }
    for (int other = 0; other < index; other++) {
      if (state.owners[other].isAsAtTheBeginning()
          && nobodyKnows(state, bounds.nodes().get(other))) {
        return true;
      }
    }
    return false;
  }

  private boolean nobodyKnows(State state, int node) {
    if (bounds.nodes().stream().distinct().count() == 1) {
      return true;
    }
    boolean known = state.ownerNode == node || state.fenced[node] > 0;
    for (Owner owner : state.owners) {
      known |= owner.foundNode == node;
    }
    return !known;
  }

  private void fence(Owner owner, Steps steps) {
    boolean late = flaw == Flaw.FENCED_AFTER_EPOCH;
    int below = late ? owner.epoch : owner.epoch + 1;
    steps.next(
        () ->
            "has fenced node %d below epoch %d".formatted(owner.foundNode, below)
                + (late ? "" : "; asks for epoch " + below));
    int[] fenced = steps.state.fenced;
    fenced[owner.foundNode] = Math.max(fenced[owner.foundNode], below);
    steps.self.phase = late ? Phase.CLAIMED : Phase.CLAIMING;
    if (late) {
      steps.self.foundNode = 0;
    }
  }

  private void claim(State state, Owner owner, int node, Steps steps) {
    if (state.ownerEpoch != owner.epoch) {
      steps.next(() -> "was too late for its epoch, and starts over");
      steps.self.startOver();
      return;
    }
    steps.next(() -> "is in the owner table, with epoch " + (owner.epoch + 1));
    steps.state.nextEpoch(node);
    steps.self.epoch++;
    boolean fencesNow = flaw == Flaw.FENCED_AFTER_EPOCH && owner.foundNode != 0;
    steps.self.phase = fencesNow ? Phase.FENCING : Phase.CLAIMED;
    if (!fencesNow) {
      steps.self.foundNode = 0;
    }
    if (!owner.lateClaim) {
      steps.next(() -> "does not hear whether it is in the owner table, and starts over");
      steps.self.startOver();
      steps.self.lateClaim = true;
    }
  }

  /** The table names it, but the answer was lost: what it knows is the same as in a late claim. */
  private void giveUp(Owner owner, Steps steps) {
    if (flaw == Flaw.NO_CLAIM) {
      return;
    }
    steps.next(
        () ->
            "does not hear that it is the owner with epoch %d, and starts over"
                .formatted(owner.epoch));
    steps.self.startOver();
  }
}

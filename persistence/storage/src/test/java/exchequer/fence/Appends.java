package exchequer.fence;

/** The steps of an owner with its rows: the copy of the last row, and its own appends. */
final class Appends {
  private final Bounds bounds;
  private final Flaw flaw;

  Appends(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.flaw = flaw;
  }

  void addSteps(State state, int index, Steps steps) {
    Owner owner = state.owners[index];
    if (owner.hasRowOnItsWay()) {
      steps.next(() -> "has its row %d (epoch %d) land".formatted(owner.top, owner.epoch));
      steps.self.landed = true;
    }
    switch (owner.phase) {
      case COPYING -> confirm(state, index, flaw == Flaw.COPY_NOT_CONFIRMED, steps);
      case RUNNING -> append(index, owner, steps);
      case APPENDING -> {
        confirm(state, index, flaw == Flaw.NO_CONFIRM, steps);
        confirmTooEarly(state, index, steps);
      }
      case APPENDING_CONFIRMED -> {
        if (owner.landed) {
          acknowledge(owner, steps, "hears that it landed and acknowledges append %d");
        }
      }
      case IDLE, FENCING, CLAIMING, CLAIMED, READING, STOPPED -> {}
    }
  }

  private void append(int index, Owner owner, Steps steps) {
    int next = owner.top + 1;
    if (next > bounds.maxAppendNr()
        || next - Math.max(owner.base, owner.first - 1) > bounds.appends()) {
      return;
    }
    steps.next(() -> "sends append %d (epoch %d)".formatted(next, owner.epoch));
    steps.self.send(next, index + 1);
    steps.self.phase = Phase.APPENDING;
  }

  /**
   * Cassandra has acknowledged the row; a read that began after that says whether the owner is
   * fenced. The read and what follows from it are one step: what an owner acknowledges later than
   * it could makes the promises easier to keep. A fenced owner does nothing any more.
   */
  private void confirm(State state, int index, boolean leftOut, Steps steps) {
    Owner owner = state.owners[index];
    if (owner.landed && (leftOut || mayAct(state, index))) {
      boolean asks = !leftOut && bounds.nodes().get(index) != Bounds.OLD_RELEASE;
      String how = asks ? "reads that it is not fenced" : "hears that it landed";
      boolean copies = owner.phase == Phase.COPYING;
      acknowledge(
          owner,
          steps,
          how + (copies ? ": believes the log up to append %d" : " and acknowledges append %d"));
    }
  }

  private void confirmTooEarly(State state, int index, Steps steps) {
    if (flaw == Flaw.CONFIRMED_TOO_EARLY && !state.owners[index].landed && mayAct(state, index)) {
      steps.next(() -> "reads that it is not fenced");
      steps.self.phase = Phase.APPENDING_CONFIRMED;
    }
  }

  private static void acknowledge(Owner owner, Steps steps, String words) {
    steps.next(() -> words.formatted(owner.top));
    steps.self.actedOn = owner.top;
    steps.self.phase = Phase.RUNNING;
  }

  /** What a confirm that is read now says. An owner of the old release does not ask. */
  boolean mayAct(State state, int index) {
    return bounds.nodes().get(index) == Bounds.OLD_RELEASE
        || state.fenced[bounds.nodes().get(index)] <= state.owners[index].epoch;
  }
}

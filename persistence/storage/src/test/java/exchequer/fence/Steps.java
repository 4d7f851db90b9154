package exchequer.fence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what one owner may do next, each step on a copy of everything there is. */
final class Steps {
  private final List<Step> all = new ArrayList<>();
  private State before;
  private int owner;

  /** What is changed by the step that {@link #next} began. */
  State state;

  /** The owner whose step it is, as it is in {@link #state}. */
  Owner self;

  void of(State state, int owner) {
    this.before = state;
    this.owner = owner;
  }

  void next(Supplier<String> words) {
    state = before.copy();
    self = state.owners[owner];
    all.add(new Step(owner, words, state));
  }

  List<Step> all() {
    return all;
  }
}

package exchequer.fence;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Explores all that can happen, what takes fewest steps first, so that the story which it tells of
 * a broken promise is a shortest one.
 */
final class Search {
  private final Protocol protocol;
  private final Promises promises;
  private final State state;
  private final Bits bits;
  private final StateTable met;
  private long acknowledging;

  private Search(Bounds bounds, Flaw flaw) {
    this.protocol = new Protocol(bounds, flaw);
    this.promises = new Promises(bounds, flaw);
    this.state = State.first(bounds);
    this.bits = new Bits(state.words());
    this.met = new StateTable(state.words());
  }

  /**
   * What a search found.
   *
   * @param states how many different states were met
   * @param acknowledging how many owners have acknowledged an append of their own, at most, in one
   *     of them
   * @param broken the promise that is broken, and what led there, step by step
   */
  record Result(int states, long acknowledging, Optional<Story> broken) {}

  /** A promise that is broken after some steps. */
  record Story(String promise, List<String> steps) {
    @Override
    public String toString() {
      String told = steps.stream().map(step -> "\n    " + step).collect(Collectors.joining());
      return steps.size() + " steps: " + told + "\n  " + promise;
    }
  }

  static Result of(Bounds bounds, Flaw flaw) {
    return new Search(bounds, flaw).run();
  }

  private Result run() {
    state.pack(bits);
    met.add(bits, -1);
    for (int i = 0; i < met.size(); i++) {
      load(i);
      acknowledging = Math.max(acknowledging, acknowledging());
      Optional<String> broken = promises.broken(state);
      if (broken.isPresent()) {
        return new Result(
            met.size(), acknowledging, Optional.of(new Story(broken.get(), stepsTo(i))));
      }
      for (Step step : protocol.steps(state)) {
        step.after().pack(bits);
        met.add(bits, i);
      }
    }
    return new Result(met.size(), acknowledging, Optional.empty());
  }

  private long acknowledging() {
    return Arrays.stream(state.owners).filter(owner -> owner.acknowledged() > 0).count();
  }

  private void load(int i) {
    met.read(i, bits);
    state.unpack(bits);
  }

  private List<String> stepsTo(int last) {
    Deque<String> steps = new ArrayDeque<>();
    for (int i = last; met.parent(i) >= 0; i = met.parent(i)) {
      steps.addFirst(stepBetween(met.parent(i), i));
    }
    return List.copyOf(steps);
  }

  private String stepBetween(int before, int after) {
    Bits expected = new Bits(bits.words.length);
    met.read(after, expected);
    load(before);
    for (Step step : protocol.steps(state)) {
      step.after().pack(bits);
      if (Arrays.equals(bits.words, expected.words)) {
        return "Owner " + (step.owner() + 1) + " " + step.words().get() + ".";
      }
    }
    throw new IllegalStateException("no step leads there");
  }
}

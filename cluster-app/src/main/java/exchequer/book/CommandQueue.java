package exchequer.book;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Commands in the order they are to be decided. Counts those that wait for reads, too. */
final class CommandQueue {
  private final int capacity;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private int parked;

  CommandQueue(int capacity) {
    this.capacity = capacity;
  }

  /** False when the queue is full: the command was not taken. */
  boolean offer(Pending pending) {
    if (waiting.size() + parked >= capacity) {
      return false;
    }
    waiting.add(pending);
    return true;
  }

  /** For what must not be refused, and is bounded elsewhere. */
  void add(Pending pending) {
    waiting.add(pending);
  }

  Optional<Pending> next() {
    return Optional.ofNullable(waiting.poll());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void parked() {
    parked++;
  }

  /** Back from waiting for reads, in their order, before all that came later. */
  void unparked(List<Pending> ready) {
    parked -= ready.size();
    for (int i = ready.size() - 1; i >= 0; i--) {
      waiting.addFirst(ready.get(i));
    }
  }

  /** No longer waiting for reads, nor to be decided. */
  void unparkedForGood(int commands) {
    parked -= commands;
  }

  void forEach(Consumer<Pending> action) {
    waiting.forEach(action);
  }
}

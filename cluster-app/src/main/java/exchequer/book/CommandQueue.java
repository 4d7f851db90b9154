package exchequer.book;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Commands in the order they are to be decided. Counts those that wait for reads, too. Patient ones
 * are decided with the next that is not, or when their patience ends.
 */
final class CommandQueue {
  private final int capacity;
  private final int maxPatient;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private int patient;
  private boolean patienceEnded;
  private int parked;

  /**
   * @param maxPatient patient commands that wait; as soon as there are so many, they are due
   */
  CommandQueue(int capacity, int maxPatient) {
    this.capacity = capacity;
    this.maxPatient = maxPatient;
  }

  /** False when the queue is full: the command was not taken. */
  boolean offer(Pending pending) {
    if (waiting.size() + parked >= capacity) {
      return false;
    }
    add(pending);
    return true;
  }

  /** For what must not be refused, and is bounded elsewhere. */
  void add(Pending pending) {
    waiting.add(pending);
    patient += pending.isPatient() ? 1 : 0;
  }

  Optional<Pending> next() {
    Optional<Pending> next = Optional.ofNullable(waiting.poll());
    patient -= next.filter(Pending::isPatient).isPresent() ? 1 : 0;
    patienceEnded = patienceEnded && patient > 0;
    return next;
  }

  /** Whether there is something that should be decided now. */
  boolean isDue() {
    return waiting.size() > patient || patient >= maxPatient || patienceEnded;
  }

  boolean hasPatient() {
    return patient > 0;
  }

  void patienceEnds() {
    patienceEnded = patient > 0;
  }

  void parked() {
    parked++;
  }

  /** Back from waiting for reads, in their order, before all that came later. */
  void unparked(List<Pending> ready) {
    parked -= ready.size();
    for (int i = ready.size() - 1; i >= 0; i--) {
      waiting.addFirst(ready.get(i));
      patient += ready.get(i).isPatient() ? 1 : 0;
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

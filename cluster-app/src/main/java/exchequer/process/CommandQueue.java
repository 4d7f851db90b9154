package exchequer.process;

import exchequer.ledger.BookCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Commands in the order they are to be decided. Counts those that wait for reads, too. Patient ones
 * are decided with the next that is not, or when their patience ends.
 *
 * <p>Clients' commands, credits of other books and outcomes of this book's own transfers have room
 * of their own each: money that is on its way does not compete with what clients ask for.
 */
final class CommandQueue {
  private final Room clients;
  private final Room credits;
  private final Room outcomes;
  private final int maxPatient;
  private final Deque<QueuedCommand> waiting = new ArrayDeque<>();
  private int patient;
  private boolean patienceEnded;

  /**
   * @param capacity commands of each kind
   * @param maxBytes of each kind, in memory
   * @param maxPatient patient commands that wait; as soon as there are so many, they are due
   */
  CommandQueue(int capacity, long maxBytes, int maxPatient) {
    this.clients = new Room(capacity, maxBytes);
    this.credits = new Room(capacity, maxBytes);
    this.outcomes = new Room(capacity, maxBytes);
    this.maxPatient = maxPatient;
  }

  /** False when the queue is full: the command was not taken. */
  boolean offer(QueuedCommand queued) {
    boolean taken = room(queued).take(queued.sizeBytes);
    if (taken) {
      waiting.add(queued);
      patient += queued.isPatient() ? 1 : 0;
    }
    return taken;
  }

  /** Takes the next out of the queue; it keeps its room until it is {@link #left}. */
  Optional<QueuedCommand> next() {
    Optional<QueuedCommand> next = Optional.ofNullable(waiting.poll());
    patient -= next.filter(QueuedCommand::isPatient).isPresent() ? 1 : 0;
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

  /** Waits no more, neither to be decided nor for a read. */
  void left(QueuedCommand queued) {
    room(queued).giveBack(queued.sizeBytes);
  }

  /** Back from waiting for reads, in their order, before all that came later. */
  void unparked(List<QueuedCommand> ready) {
    for (int i = ready.size() - 1; i >= 0; i--) {
      waiting.addFirst(ready.get(i));
      patient += ready.get(i).isPatient() ? 1 : 0;
    }
  }

  void forEach(Consumer<QueuedCommand> action) {
    waiting.forEach(action);
  }

  private Room room(QueuedCommand queued) {
    if (queued.isOfClient()) {
      return clients;
    }
    return queued.command instanceof BookCommand.AcceptCredit ? credits : outcomes;
  }
}

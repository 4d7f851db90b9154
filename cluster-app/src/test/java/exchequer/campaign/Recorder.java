package exchequer.campaign;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every operation and the campaign's time. For any thread. */
final class Recorder {
  private final long originNanos = System.nanoTime();
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

  /** Since the campaign began, by a clock that never jumps. */
  long nowNanos() {
    return System.nanoTime() - originNanos;
  }

  void record(Operation operation) {
    operations.add(operation);
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }
}

package exchequer.client;

import java.util.concurrent.Semaphore;

/** Bounds how many transfers are in flight, and knows when the outcomes of all are told. */
final class Room {
  private final int size;
  private final Semaphore free;
  private int untold;

  Room(int size) {
    if (size < 1)
      throw new IllegalArgumentException("mostInFlight must be at least 1, not " + size);
    this.size = size;
    this.free = new Semaphore(size);
  }

  void take(int transfers) throws InterruptedException {
    if (transfers > size) {
      throw new IllegalArgumentException(
          "at most %d may be in flight, not %d".formatted(size, transfers));
    }
    free.acquire(transfers);
    synchronized (this) {
      untold += transfers;
    }
  }

  /** They have an outcome. Its listener may send others. */
  void leave(int transfers) {
    free.release(transfers);
  }

  /** The listener knows their outcomes. */
  synchronized void told(int transfers) {
    untold -= transfers;
    if (untold == 0) notifyAll();
  }

  /** They were not sent. */
  void giveBack(int transfers) {
    leave(transfers);
    told(transfers);
  }

  /** Waits for it; a thread that is interrupted waits no longer. */
  synchronized void awaitAllTold() {
    try {
      while (untold > 0) wait();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package exchequer.load.ledger;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;

/** Does many things that end by themselves, a bounded number at a time. */
final class Pipeline {
  private static final int AT_ONCE = 512;
  private static final long STUCK_SECONDS = 120;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final AtomicReference<String> failure = new AtomicReference<>("");

  private Pipeline() {}

  /**
   * Returns when all have ended.
   *
   * @param begin begins the numbered thing, and sees to it that its end is told
   * @throws LedgerException when one failed, or nothing ends any more
   */
  static void run(int count, ObjIntConsumer<Pipeline> begin) {
    Pipeline pipeline = new Pipeline();
    for (int number = 0; number < count; number++) {
      pipeline.await(1);
      begin.accept(pipeline, number);
    }
    pipeline.await(AT_ONCE);
  }

  void ended() {
    room.release();
  }

  void failed(String why) {
    failure.compareAndSet("", why);
    room.release();
  }

  private void await(int permits) {
    try {
      if (!room.tryAcquire(permits, STUCK_SECONDS, TimeUnit.SECONDS)) {
        throw new LedgerException("nothing was answered for " + STUCK_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted");
    }
    if (!failure.get().isEmpty()) {
      throw new LedgerException(failure.get());
    }
  }
}

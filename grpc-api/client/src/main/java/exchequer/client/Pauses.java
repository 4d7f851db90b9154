package exchequer.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later, or at once when it is closed: none is lost. */
final class Pauses implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Pauses::thread);
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Pauses() {
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ledger-client-timer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @param work one object each time; told when it looks whether this is closed
   */
  void after(Duration pause, Runnable work) {
    waiting.add(work);
    if (closed) {
      end(work);
      return;
    }
    var unused = timer.schedule(() -> end(work), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void end(Runnable work) {
    if (waiting.remove(work)) work.run();
  }

  ScheduledFuture<?> every(Duration period, Runnable work) {
    long nanos = Math.max(1, period.toNanos());
    return timer.scheduleWithFixedDelay(work, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    waiting.forEach(this::end);
  }
}

package exchequer.frontdoor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Logs what clients or a passing fault can cause at any rate: a line at a time, and a count. */
final class SeldomLog {
  /** Often enough to be seen while it lasts. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Logger log;
  private final long pauseNanos;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final AtomicLong unsaid = new AtomicLong();

  SeldomLog(Logger log, Duration pause) {
    this.log = log;
    this.pauseNanos = pause.toNanos();
  }

  void warn(String message) {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + pauseNanos)) {
      unsaid.incrementAndGet();
      return;
    }
    long before = unsaid.getAndSet(0);
    if (before == 0) {
      log.warn("{}", message);
    } else {
      log.warn("{} ({} more of this kind since the last line)", message, before);
    }
  }
}

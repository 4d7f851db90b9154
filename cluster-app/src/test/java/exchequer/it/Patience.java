package exchequer.it;

import exchequer.client.LedgerError;
import exchequer.client.LedgerError.Standing;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again what was not answered, as the contract tells clients to, but not for ever. */
public final class Patience {
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  /** Of all threads together: where many questions have no answer, not each is waited for. */
  private final AtomicLong leftNanos;

  /**
   * @param wasted time of all threads together that may go into questions without an answer
   */
  public Patience(Duration wasted) {
    leftNanos = new AtomicLong(wasted.toNanos());
  }

  /** Whether the contract calls this "outcome unknown" or "not done, later". */
  public static boolean isToRetry(Throwable thrown) {
    return LedgerError.of(thrown).standing() != Standing.FINAL;
  }

  /**
   * @throws StatusRuntimeException one that is not to be retried, or any when patience is at its
   *     end
   */
  public <T> T ask(Supplier<T> question) {
    while (leftNanos.get() > 0) {
      long startNanos = System.nanoTime();
      try {
        return question.get();
      } catch (StatusRuntimeException failed) {
        if (!isToRetry(failed)) {
          throw failed;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        leftNanos.addAndGet(startNanos - System.nanoTime());
      }
    }
    throw Status.UNAVAILABLE.withDescription("asked in vain for too long").asRuntimeException();
  }
}

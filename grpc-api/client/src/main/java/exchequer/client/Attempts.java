package exchequer.client;

import exchequer.client.LedgerError.Standing;
import java.time.Duration;
import java.util.Optional;

/**
 * The client's rule for one request: what is known after its sends so far, and whether it is sent
 * again. Without clock, thread and network: all of them are arguments. For one thread at a time.
 */
final class Attempts {
  private final RetryRule rule;
  private final RequestKind kind;
  private final long startNanos;
  private int sends;
  private long waitNanos;
  private boolean mayHaveBeenDone;
  private Optional<LedgerError> told = Optional.empty();

  Attempts(RetryRule rule, RequestKind kind, long startNanos) {
    this.rule = rule;
    this.kind = kind;
    this.startNanos = startNanos;
  }

  /** It is sent now. Returns how long to wait for the answer. */
  long sendNanos(long nowNanos) {
    sends++;
    waitNanos = Math.max(1, Math.min(rule.attemptTimeout().toNanos(), leftNanos(nowNanos)));
    return waitNanos;
  }

  /**
   * The last send failed. Returns the pause before the next; empty when there is none.
   *
   * @param random from 0 to 1
   */
  Optional<Duration> failed(LedgerError error, long nowNanos, double random) {
    if (told.isEmpty() || !isOnlyHaste(error)) told = Optional.of(error);
    if (error.standing() == Standing.FINAL) {
      mayHaveBeenDone &= !kind.isSettledBy(error.reason());
      return Optional.empty();
    }
    mayHaveBeenDone |= error.standing() == Standing.OPEN;
    if (sends >= rule.maxSends()) return Optional.empty();
    Duration pause = rule.pause(sends - 1, error.pause(), random);
    // Without time for another send there is no point in waiting for it.
    return Optional.of(pause).filter(wait -> wait.compareTo(left(nowNanos)) < 0);
  }

  /** A last send that had no more time than a pause tells less than the error before it. */
  private boolean isOnlyHaste(LedgerError error) {
    return error.isLate() && waitNanos < rule.longestPause().toNanos();
  }

  /** Why it did not succeed; to be asked after it {@link #failed}. */
  LedgerError error() {
    return told.orElseThrow();
  }

  private long leftNanos(long nowNanos) {
    return rule.timeout().toNanos() - (nowNanos - startNanos);
  }

  private Duration left(long nowNanos) {
    return Duration.ofNanos(leftNanos(nowNanos));
  }

  Duration since(long nowNanos) {
    return Duration.ofNanos(nowNanos - startNanos);
  }

  int sends() {
    return sends;
  }

  /** Whether one of the sends may have been done, though none was answered so. */
  boolean mayHaveBeenDone() {
    return mayHaveBeenDone;
  }
}

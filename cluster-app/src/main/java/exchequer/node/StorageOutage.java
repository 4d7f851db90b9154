package exchequer.node;

import exchequer.health.HealthCheck;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the storage has failed for so long that this node must not be sent calls. All nodes share
 * the storage: if each said at once that it is not ready, clients would find no node at all, where
 * they now get the ledger's own answer, that the outcome is unknown and when to send again.
 */
final class StorageOutage {
  /** Less than what a check of health may take. */
  private static final long PROBE_TIMEOUT_MILLIS = 1_500;

  private final Supplier<CompletionStage<Optional<String>>> probe;
  private final Duration patience;
  private final LongSupplier nanoClock;

  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private boolean wasGood;
  private Optional<String> problem = Optional.of("not asked yet");
  private long failingSinceNanos;

  /**
   * @param probe asks the storage
   * @param patience how long it may fail, once it was there
   */
  StorageOutage(
      Supplier<CompletionStage<Optional<String>>> probe,
      Duration patience,
      LongSupplier nanoClock) {
    this.probe = probe;
    this.patience = patience;
    this.nanoClock = nanoClock;
  }

  HealthCheck check() {
    return new HealthCheck("storage", this::problem);
  }

  /** Waits for the storage's answer only until there was one: who probes must not wait, too. */
  synchronized CompletionStage<Optional<String>> problem() {
    if (running.isDone()) {
      running = asked();
    }
    return wasGood
        ? CompletableFuture.completedFuture(lasting())
        : running.thenApply(done -> lasting());
  }

  private CompletableFuture<Void> asked() {
    CompletableFuture<Optional<String>> answer;
    try {
      answer = probe.get().toCompletableFuture().copy();
    } catch (RuntimeException failed) {
      answer = CompletableFuture.failedFuture(failed);
    }
    return answer
        .orTimeout(PROBE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .handle(
            (found, failed) -> {
              note(failed == null ? found : Optional.of(HealthCheck.reason(failed)));
              return null;
            });
  }

  private synchronized void note(Optional<String> found) {
    if (found.isPresent() && problem.isEmpty()) {
      failingSinceNanos = nanoClock.getAsLong();
    }
    wasGood |= found.isEmpty();
    problem = Objects.requireNonNull(found);
  }

  private synchronized Optional<String> lasting() {
    boolean isOver = !wasGood || nanoClock.getAsLong() - failingSinceNanos >= patience.toNanos();
    return isOver ? problem : Optional.empty();
  }
}

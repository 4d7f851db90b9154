package exchequer.book;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import exchequer.book.JournalHealth.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Notices when the journal of this node works no more although Cassandra does. The plug-in keeps
 * the failure of a statement that it once could not prepare for as long as the actor system lives:
 * only another process has a journal then. Such a failure comes back as the same object, and is
 * known the second time; any other has to last.
 *
 * <p>A storage that fails is no fault of the journal, nor is a part of the storage that only some
 * books are in: the node that got these books next would end, too, and so on. So the plug-in is
 * compared with the fence's reads and writes of the same log, and the log's session with that of
 * the tables. What Cassandra refuses as wrong is no outage: the next start says what is wrong.
 */
public final class JournalWatch {
  private final JournalHealth health;
  private final LongSupplier nanoClock;
  private final Supplier<? extends CompletionStage<?>> tablesLookUp;
  private final Supplier<? extends CompletionStage<?>> logLookUp;
  private final Map<Step, Throwable> newestFailures = new ConcurrentHashMap<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();

  /**
   * @param longest time in which all attempts may fail
   * @param nanoClock monotonic
   * @param tablesLookUp reads a row that every ledger has; fails when Cassandra does not answer
   * @param logLookUp reads the same row through the log's session
   */
  public JournalWatch(
      Duration longest,
      LongSupplier nanoClock,
      Supplier<? extends CompletionStage<?>> tablesLookUp,
      Supplier<? extends CompletionStage<?>> logLookUp) {
    this.health = new JournalHealth(longest);
    this.nanoClock = nanoClock;
    this.tablesLookUp = tablesLookUp;
    this.logLookUp = logLookUp;
  }

  /** Completes with the reason when the journal works no more: this node must end. */
  public CompletionStage<String> lost() {
    return lost;
  }

  /** The same stage; how it ends is noted. */
  <T> CompletionStage<T> watched(Step step, CompletionStage<T> work) {
    return work.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            health.worked(step);
          } else {
            failed(step, failure);
          }
        });
  }

  /** A log with a gap, or one that another owner took, is no matter of the journal. */
  private void failed(Step step, Throwable failure) {
    Optional<Throwable> ofDriver = cause(DriverException.class, failure);
    if (ofDriver.isEmpty()) {
      return;
    }
    if (step != Step.FENCE && newestFailures.put(step, ofDriver.get()) == ofDriver.get()) {
      lost.complete("its journal's " + step + " can only fail: it once failed with " + failure);
    } else if (step != Step.FENCE || cause(QueryValidationException.class, failure).isPresent()) {
      note(step, failure);
    } else {
      lookUp(failure);
    }
  }

  private void lookUp(Throwable failure) {
    var unused =
        tablesLookUp
            .get()
            .thenCompose(answered -> logLookUp.get().handle((read, failed) -> failed != null))
            .whenComplete(
                (onlyLogFails, noAnswer) -> {
                  if (noAnswer == null && onlyLogFails) {
                    note(Step.FENCE, failure);
                  } else {
                    health.storageFailed();
                  }
                });
  }

  private void note(Step step, Throwable failure) {
    if (health.failed(step, nanoClock.getAsLong())) {
      lost.complete(
          "its journal's "
              + step
              + " has only failed for exchequer.node.max-journal-failure, while Cassandra answers: "
              + failure);
    }
  }

  private static Optional<Throwable> cause(Class<? extends Throwable> type, Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(type::isInstance)
        .findFirst();
  }
}

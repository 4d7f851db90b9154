package exchequer.book;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A read that many wait for, one at a time. Whoever asks gets what a read says that begins after
 * the question: while one is under way, all who ask share the next.
 */
final class SharedRead<T> {
  private final Supplier<CompletionStage<T>> read;
  private boolean underWay;
  private Optional<CompletableFuture<T>> next = Optional.empty();

  SharedRead(Supplier<CompletionStage<T>> read) {
    this.read = read;
  }

  /** What a read says that begins from now on; fails as that read does. */
  CompletionStage<T> fromNow() {
    CompletableFuture<T> mine;
    synchronized (this) {
      if (underWay) {
        next = next.or(() -> Optional.of(new CompletableFuture<>()));
        return next.get();
      }
      underWay = true;
      mine = new CompletableFuture<>();
    }
    begin(mine);
    return mine;
  }

  private void begin(CompletableFuture<T> waiting) {
    CompletionStage<T> answer;
    try {
      answer = read.get();
    } catch (RuntimeException failed) {
      answer = CompletableFuture.failedFuture(failed);
    }
    var unused = answer.whenComplete((value, failure) -> ended(waiting, value, failure));
  }

  private void ended(CompletableFuture<T> waiting, T value, Throwable failure) {
    Optional<CompletableFuture<T>> following;
    synchronized (this) {
      following = next;
      next = Optional.empty();
      underWay = following.isPresent();
    }
    // First the next read, then those who waited for this one: they may take their time.
    following.ifPresent(this::begin);
    if (failure == null) {
      waiting.complete(value);
    } else {
      waiting.completeExceptionally(failure);
    }
  }
}

package exchequer.storage;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks many things of Cassandra, a bounded number at a time, so that the time-out of each is for
 * itself and not for the queue before it. What fails is asked again some times, by itself.
 *
 * @param width requests under way at the same time
 * @param attempts of each request
 * @param pauseMillis before the second attempt; twice as long before each further one
 */
public record Window(int width, int attempts, long pauseMillis) {

  /**
   * @param request to be made of each item; idempotent
   * @return completes when all are done; fails when an item's last attempt fails, with its cause,
   *     and asks nothing more then
   */
  public <T> CompletionStage<Void> forEach(
      List<T> items, Function<T, ? extends CompletionStage<?>> request) {
    Run<T> run = new Run<>(items.iterator(), request);
    run.fill();
    return run.done;
  }

  private final class Run<T> {
    private final Iterator<T> items;
    private final Function<T, ? extends CompletionStage<?>> request;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int underWay;

    private Run(Iterator<T> items, Function<T, ? extends CompletionStage<?>> request) {
      this.items = items;
      this.request = request;
    }

    private synchronized void fill() {
      while (underWay < width && items.hasNext() && !done.isDone()) {
        underWay++;
        attempt(items.next(), 1);
      }
      if (underWay == 0) {
        done.complete(null);
      }
    }

    private void attempt(T item, int number) {
      var unused =
          asked(item)
              .whenComplete(
                  (answer, failure) -> {
                    if (failure == null) {
                      ended();
                    } else if (number < attempts && !done.isDone()) {
                      pause(number).execute(() -> attempt(item, number + 1));
                    } else {
                      done.completeExceptionally(failure);
                      ended();
                    }
                  });
    }

    private CompletionStage<?> asked(T item) {
      try {
        return request.apply(item);
      } catch (RuntimeException refused) {
        return CompletableFuture.failedFuture(refused);
      }
    }

    private synchronized void ended() {
      underWay--;
      fill();
    }

    private Executor pause(int attempt) {
      return CompletableFuture.delayedExecutor(pauseMillis << (attempt - 1), TimeUnit.MILLISECONDS);
    }
  }
}

package exchequer.it;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Makes many unary calls, a bounded number at a time; again when the outcome is unknown. */
final class ConcurrentCalls implements AutoCloseable {
  private static final int IN_FLIGHT = 512;
  private static final int TIMEOUT_SECONDS = 60;
  private static final int RETRY_MILLIS = 200;

  /** A node that starts, or a book that has more to do than it can on a busy machine. */
  private static final Set<Status.Code> MAY_BE_MADE_AGAIN =
      Set.of(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED);

  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Calls, after waiting for room. */
  <T> void make(Supplier<ListenableFuture<T>> call) {
    awaitRoom(1);
    start(call);
  }

  private <T> void start(Supplier<ListenableFuture<T>> call) {
    Futures.addCallback(
        call.get(),
        new FutureCallback<T>() {
          @Override
          public void onSuccess(T answer) {
            room.release();
          }

          @Override
          public void onFailure(Throwable failed) {
            if (MAY_BE_MADE_AGAIN.contains(Status.fromThrowable(failed).getCode())) {
              CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                  .execute(() -> start(call));
            } else {
              failure.compareAndSet(null, failed);
              room.release();
            }
          }
        },
        MoreExecutors.directExecutor());
  }

  private void awaitRoom(int permits) {
    try {
      if (!room.tryAcquire(permits, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("calls are not answered in " + TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    if (failure.get() != null) {
      throw new AssertionError("a call failed", failure.get());
    }
  }

  /** Waits for all answers. */
  @Override
  public void close() {
    awaitRoom(IN_FLIGHT);
  }
}

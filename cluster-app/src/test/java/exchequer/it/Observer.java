package exchequer.it;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Takes the messages of a call; {@code ended} completes, or fails, with the call. */
final class Observer<T> implements StreamObserver<T> {
  final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Consumer<T> onMessage;

  Observer(Consumer<T> onMessage) {
    this.onMessage = onMessage;
  }

  @Override
  public void onNext(T message) {
    onMessage.accept(message);
  }

  @Override
  public void onError(Throwable failed) {
    ended.completeExceptionally(failed);
  }

  @Override
  public void onCompleted() {
    ended.complete(null);
  }
}

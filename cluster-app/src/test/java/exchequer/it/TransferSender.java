package exchequer.it;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sends transfers through one CreateTransfers stream, with a bounded number on their way, as a
 * client should: again with the same id when the outcome is unknown. To be used by one thread. A
 * transfer that is refused ends it.
 */
final class TransferSender implements AutoCloseable {
  private static final int MAX_REQUESTS = 100;
  private static final int TIMEOUT_SECONDS = 60;
  private static final int RETRY_MILLIS = 200;

  private final int maxInFlight;
  private final Semaphore room;
  private final AtomicLong posted = new AtomicLong();
  private final Map<String, CreateTransferRequest> sent = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final StreamObserver<CreateTransfersRequest> requests;

  TransferSender(TestClient client, int maxInFlight) {
    this.maxInFlight = maxInFlight;
    this.room = new Semaphore(maxInFlight);
    this.requests = client.streaming().createTransfers(new Results());
  }

  /** Sends the transfers as there is room for them, several in a message. */
  void send(int count, Supplier<CreateTransferRequest> transfers) {
    int taken = 0;
    while (taken < count) {
      awaitRoom(1);
      CreateTransfersRequest.Builder message = CreateTransfersRequest.newBuilder();
      do {
        CreateTransferRequest transfer = transfers.get();
        sent.put(name(transfer), transfer);
        message.addRequests(transfer);
        taken++;
      } while (taken < count && message.getRequestsCount() < MAX_REQUESTS && room.tryAcquire());
      send(message.build());
    }
  }

  private synchronized void send(CreateTransfersRequest message) {
    requests.onNext(message);
  }

  private static String name(CreateTransferRequest transfer) {
    return transfer.getParent() + "/transfers/" + transfer.getTransferId();
  }

  private void awaitRoom(int permits) {
    try {
      if (!room.tryAcquire(permits, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no result in " + TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    if (ended.isCompletedExceptionally()) {
      ended.join();
    }
  }

  /** Acknowledged so far. */
  long posted() {
    return posted.get();
  }

  /** Waits for all that was sent. */
  @Override
  public void close() {
    awaitRoom(maxInFlight);
    requests.onCompleted();
    ended.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  private final class Results implements StreamObserver<CreateTransfersResponse> {
    @Override
    public void onNext(CreateTransfersResponse response) {
      for (CreateTransferResult result : response.getResultsList()) {
        if (result.hasResponse()) {
          sent.remove(result.getName());
          posted.incrementAndGet();
          room.release();
        } else if (result.getError().getCode() == Status.Code.UNAVAILABLE.value()) {
          CreateTransfersRequest again =
              CreateTransfersRequest.newBuilder().addRequests(sent.get(result.getName())).build();
          CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
              .execute(() -> send(again));
        } else {
          onError(new AssertionError("not posted: " + result));
        }
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
      room.release(maxInFlight);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}

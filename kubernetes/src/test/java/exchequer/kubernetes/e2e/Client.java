package exchequer.kubernetes.e2e;

import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.LedgerServiceGrpc;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceBlockingStub;
import exchequer.v1.Transfer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What the README asks of a client: the id is made first, and the same request is sent again after
 * an answer that leaves its outcome open.
 */
final class Client implements AutoCloseable {
  static final String ASSET = "EUR/2";
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Answers that made a call be sent again. */
  final AtomicInteger retries = new AtomicInteger();

  /**
   * @param address host:port
   * @param connections each of them stays with one pod until that closes it
   */
  Client(String address, int connections) {
    for (int i = 0; i < connections; i++) {
      channels.add(ManagedChannelBuilder.forTarget(address).usePlaintext().build());
    }
  }

  void createAccount(String id, boolean issues) {
    Account.Builder account = Account.newBuilder().setAsset(ASSET);
    if (issues) {
      account.setFloor("unbounded");
    }
    CreateAccountRequest request =
        CreateAccountRequest.newBuilder().setAccountId(id).setAccount(account).build();
    retried(stub -> stub.createAccount(request));
  }

  Account account(String id) {
    return retried(
        stub -> stub.getAccount(GetAccountRequest.newBuilder().setName("accounts/" + id).build()));
  }

  Transfer transfer(String name) {
    return retried(stub -> stub.getTransfer(GetTransferRequest.newBuilder().setName(name).build()));
  }

  /** Returns the transfer as it is recorded, whichever sending of it did it. */
  Transfer send(String source, String destination, String id, long amount) {
    return send(source, destination, id, amount, CALL_TIMEOUT);
  }

  /**
   * @param attempt how long each sending is waited for
   */
  Transfer send(String source, String destination, String id, long amount, Duration attempt) {
    CreateTransferRequest request =
        CreateTransferRequest.newBuilder()
            .setParent("accounts/" + source)
            .setTransferId(id)
            .setTransfer(
                Transfer.newBuilder()
                    .setDestination("accounts/" + destination)
                    .setAsset(ASSET)
                    .setAmount(Long.toString(amount)))
            .build();
    return retried(stub -> stub.createTransfer(request), attempt).getTransfer();
  }

  private <T> T retried(Function<LedgerServiceBlockingStub, T> call) {
    return retried(call, CALL_TIMEOUT);
  }

  private <T> T retried(Function<LedgerServiceBlockingStub, T> call, Duration attempt) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return call.apply(stub(attempt));
      } catch (StatusRuntimeException failed) {
        if (!mayBeSentAgain(failed.getStatus()) || System.nanoTime() > deadlineNanos) {
          throw failed;
        }
        retries.incrementAndGet();
      }
      pause(pauseMillis);
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Through another connection each time: the one before may lead to a pod that is gone. */
  private LedgerServiceBlockingStub stub(Duration attempt) {
    ManagedChannel channel = channels.get(Math.floorMod(next.getAndIncrement(), channels.size()));
    return LedgerServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(attempt.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean mayBeSentAgain(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN, RESOURCE_EXHAUSTED -> true;
      case OK,
          CANCELLED,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}

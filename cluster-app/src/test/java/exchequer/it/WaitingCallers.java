package exchequer.it;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.Transfer;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients of one node that wait for its answer however long that takes. They send one transfer
 * after the other, between many books, until a call fails.
 */
final class WaitingCallers implements AutoCloseable {
  private static final int CALLERS = 64;
  private static final long DEADLINE_SECONDS = 300;

  private final TestClient client;
  private final List<String> accounts;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  WaitingCallers(InetSocketAddress node) {
    client = new TestClient(node);
    accounts = IntStream.range(0, CALLERS).mapToObj(number -> "waiting-" + number).toList();
    client.openAll(accounts.stream());
    IntStream.range(0, CALLERS).forEach(this::call);
  }

  private void call(int caller) {
    CreateTransferRequest request =
        TestClient.transfer(
            UUID.randomUUID(), accounts.get(caller), accounts.get((caller + 1) % CALLERS), 1);
    client
        .streaming()
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .createTransfer(
            request,
            new StreamObserver<>() {
              @Override
              public void onNext(CreateTransferResponse posted) {
                acknowledged.add(posted.getTransfer().getName());
              }

              @Override
              public void onError(Throwable failed) {}

              @Override
              public void onCompleted() {
                call(caller);
              }
            });
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  /** Of what was acknowledged, that which another node does not know to be posted. */
  Collection<String> lost(TestClient other) {
    return acknowledged.stream()
        .filter(
            name ->
                other
                        .blocking()
                        .getTransfer(GetTransferRequest.newBuilder().setName(name).build())
                        .getState()
                    != Transfer.State.POSTED)
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}

package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.storage.TestKeyspace;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.LedgerServiceGrpc;
import exchequer.v1.Reason;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stream of transfers gives when something ends it before its client does. */
class TransferStreamIT {
  private static final int PER_MESSAGE = 100;

  private static String keyspace;
  private static TestNode node;

  private final Queue<CreateTransferResult> results = new ConcurrentLinkedQueue<>();
  private final Observer<CreateTransfersResponse> observer =
      new Observer<>(response -> results.addAll(response.getResultsList()));

  @BeforeAll
  static void start() {
    keyspace = TestKeyspace.create();
    node = TestNode.start(keyspace, Map.of());
    node.client().open("bank", "unbounded");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static List<CreateTransfersRequest> badMessages() {
    return List.of(
        CreateTransfersRequest.getDefaultInstance(),
        CreateTransfersRequest.newBuilder()
            .addRequests(CreateTransferRequest.newBuilder().setParent("p".repeat(5_000_000)))
            .build());
  }

  @ParameterizedTest
  @MethodSource("badMessages")
  void a_bad_message_takes_no_results_with_it(CreateTransfersRequest bad) {
    // Given
    int messages = 5;
    var requests = node.client().streaming().createTransfers(observer);

    // When
    String account = "payee-" + bad.getRequestsCount();
    node.client().open(account, "0");
    for (int i = 0; i < messages; i++) {
      requests.onNext(message(account));
    }
    requests.onNext(bad);

    // Then
    StatusRuntimeException end = awaitEnd(observer);
    assertThat(results).hasSize(messages * PER_MESSAGE).allMatch(result -> result.hasResponse());
    assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(TestClient.reason(end)).isEqualTo(Reason.INVALID_FIELD);
    assertThat(node.client().account(account).getBalance().getPosted())
        .isEqualTo(Integer.toString(messages * PER_MESSAGE));
  }

  @Test
  void a_node_that_stops_gives_the_results_of_all_it_took() {
    // Given
    node.client().open("drained", "0");
    AtomicReference<StreamObserver<CreateTransfersRequest>> requests = new AtomicReference<>();
    Observer<CreateTransfersResponse> sendsOn =
        new Observer<>(
            response -> {
              int before = results.size();
              results.addAll(response.getResultsList());
              if (results.size() / PER_MESSAGE > before / PER_MESSAGE) {
                requests.get().onNext(message("drained"));
              }
            });
    TestClient staying = new TestClient(node.grpcAddress());
    requests.set(staying.streaming().createTransfers(sendsOn));
    IntStream.range(0, 5).forEach(i -> requests.get().onNext(message("drained")));
    Awaitility.await().until(() -> results.size() > 10 * PER_MESSAGE);

    // When
    node.close();

    // Then
    StatusRuntimeException end = awaitEnd(sendsOn);
    staying.close();
    node = TestNode.start(keyspace, Map.of());
    assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(TestClient.reason(end)).isEqualTo(Reason.OUTCOME_UNKNOWN);
    assertThat(results).allMatch(result -> result.hasResponse());
    assertThat(node.client().account("drained").getBalance().getPosted())
        .isEqualTo(Integer.toString(results.size()));
  }

  @Test
  void a_client_that_waits_for_headers_before_it_sends_gets_them() {
    // Given
    CompletableFuture<Metadata> headers = new CompletableFuture<>();
    ClientCall<CreateTransfersRequest, CreateTransfersResponse> call =
        node.client()
            .channel()
            .newCall(LedgerServiceGrpc.getCreateTransfersMethod(), CallOptions.DEFAULT);

    // When
    CompletableFuture<Status> closed = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onHeaders(Metadata received) {
            headers.complete(received);
          }

          @Override
          public void onMessage(CreateTransfersResponse response) {
            results.addAll(response.getResultsList());
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            closed.complete(status);
          }
        },
        new Metadata());
    call.request(Integer.MAX_VALUE);

    // Then
    assertThat(headers).succeedsWithin(Duration.ofSeconds(2));
    call.sendMessage(message("bank2"));
    call.halfClose();
    assertThat(closed.orTimeout(30, TimeUnit.SECONDS).join().isOk()).isTrue();
    assertThat(results).hasSize(PER_MESSAGE);
  }

  private static CreateTransfersRequest message(String account) {
    return CreateTransfersRequest.newBuilder()
        .addAllRequests(
            IntStream.range(0, PER_MESSAGE)
                .mapToObj(i -> TestClient.transfer(UUID.randomUUID(), "bank", account, 1))
                .toList())
        .build();
  }

  private static StatusRuntimeException awaitEnd(Observer<?> observer) {
    try {
      observer.ended.orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      return (StatusRuntimeException) failed.getCause();
    }
    throw new AssertionError("the stream ended well");
  }
}

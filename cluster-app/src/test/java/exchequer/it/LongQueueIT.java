package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Reason;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that wait for longer than their senders may do. */
class LongQueueIT {
  private static final Duration QUEUE_MAX_TIME = Duration.ofSeconds(1);
  private static final int WAITING = 100;
  private static final int ANSWERED_WITHIN_SECONDS = 30;

  private TestNode node;

  private void start(String queueMaxTime) {
    node =
        TestNode.start(
            Map.of(
                "exchequer.grpc.answer-timeout",
                "1m",
                "exchequer.book.queue-max-time",
                queueMaxTime));
    node.client().open("queued-source", "unbounded");
    node.client().open("queued-destination", "0");
  }

  @AfterEach
  void stop() {
    Signal.goOn(TestCassandra.shared().pid());
    node.close();
  }

  @Test
  void are_refused_undecided_and_may_be_sent_again() throws Exception {
    // Given a transfer whose append waits for the storage, and many that wait for it
    start(QUEUE_MAX_TIME.toMillis() + "ms");
    List<CreateTransferRequest> requests =
        Stream.generate(LongQueueIT::transfer).limit(WAITING).toList();
    ListenableFuture<CreateTransferResponse> first = sendWhileTheStorageStandsStill();
    List<ListenableFuture<CreateTransferResponse>> calls =
        requests.stream().map(request -> node.client().future().createTransfer(request)).toList();

    // When
    Awaitility.await()
        .pollDelay(QUEUE_MAX_TIME.multipliedBy(2))
        .until(() -> calls.stream().noneMatch(ListenableFuture::isDone));
    Signal.goOn(TestCassandra.shared().pid());

    // Then
    assertThat(first.get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS).getReplayed()).isFalse();
    for (ListenableFuture<CreateTransferResponse> call : calls) {
      ExecutionException refused =
          catchThrowableOfType(
              ExecutionException.class, () -> call.get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS));
      assertThat(TestClient.reason((StatusRuntimeException) refused.getCause()))
          .isEqualTo(Reason.BOOK_BUSY);
    }
    assertThat(posted()).isEqualTo(1);
    for (CreateTransferRequest request : requests) {
      assertThat(node.client().blocking().createTransfer(request).getReplayed()).isFalse();
    }
    assertThat(posted()).isEqualTo(1 + WAITING);
  }

  @Test
  void are_not_decided_when_their_callers_have_given_up() throws Exception {
    // Given
    start("1h");
    ListenableFuture<CreateTransferResponse> first = sendWhileTheStorageStandsStill();
    List<ListenableFuture<CreateTransferResponse>> calls =
        Stream.generate(LongQueueIT::transfer)
            .limit(WAITING)
            .map(
                request ->
                    node.client()
                        .future()
                        .withDeadlineAfter(1, TimeUnit.SECONDS)
                        .createTransfer(request))
            .toList();

    // When
    Awaitility.await().until(() -> calls.stream().allMatch(ListenableFuture::isDone));
    Signal.goOn(TestCassandra.shared().pid());

    // Then, once a transfer is done that came after them
    assertThat(first.get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS).getReplayed()).isFalse();
    node.client().blocking().createTransfer(transfer());
    assertThat(posted()).isEqualTo(2);
  }

  /** Returns when its append is on its way. */
  private ListenableFuture<CreateTransferResponse> sendWhileTheStorageStandsStill() {
    Signal.stop(TestCassandra.shared().pid());
    ListenableFuture<CreateTransferResponse> first =
        node.client().future().createTransfer(transfer());
    Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !first.isDone());
    return first;
  }

  private static CreateTransferRequest transfer() {
    return TestClient.transfer(UUID.randomUUID(), "queued-source", "queued-destination", 1);
  }

  private int posted() {
    return -Integer.parseInt(node.client().account("queued-source").getBalance().getPosted());
  }
}

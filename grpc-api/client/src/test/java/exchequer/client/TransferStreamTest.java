package exchequer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import exchequer.client.TransferOutcome.State;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.Reason;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is answered twice or lost, however streams end. */
@Timeout(120)
class TransferStreamTest {
  private static final int MOST_IN_FLIGHT = 5_000;

  private final Queue<TransferOutcome> told = new ConcurrentLinkedQueue<>();
  private ScriptedLedger ledger;
  private LedgerClient client;
  private TransferStream stream;

  @BeforeEach
  void start() throws IOException {
    ledger = new ScriptedLedger();
    open(Duration.ofSeconds(60), Duration.ofSeconds(120));
  }

  private void open(Duration attemptTimeout, Duration timeout) {
    client =
        LedgerClient.builder(ledger.address())
            .pauses(Duration.ofMillis(1), Duration.ofMillis(20))
            .attemptTimeout(attemptTimeout)
            .timeout(timeout)
            .build();
    stream = client.stream(MOST_IN_FLIGHT, told::addAll);
  }

  @AfterEach
  void stop() {
    client.close();
    ledger.close();
  }

  @Test
  void every_transfer_has_one_outcome() throws InterruptedException {
    List<CreateTransferRequest> sent = requests(2_500);

    stream.send(sent);
    stream.send(requests(1));
    stream.close();

    assertThat(told).hasSize(2_501).allMatch(TransferOutcome::isPosted);
    assertThat(told.stream().map(TransferOutcome::name).distinct()).hasSize(2_501);
    assertThat(messages()).hasSize(4).allMatch(message -> message.getRequestsCount() <= 1_000);
    assertThat(ledger.streams()).isEqualTo(1);
  }

  /** How a stream that has answered some of its transfers ends. */
  enum End {
    FOREIGN,
    OF_A_NODE_THAT_STOPS,
    OF_A_WRONG_MESSAGE,
    WITHOUT_ERROR
  }

  @ParameterizedTest
  @EnumSource
  void a_stream_that_breaks_in_the_middle_costs_no_outcome_and_tells_none_twice(End end)
      throws InterruptedException {
    List<CreateTransferRequest> sent = requests(100);
    ledger.streamStep =
        (number, message, out) -> {
          if (number > 3) return false;
          // Of what is sent, a third is answered, a third done without answer, a third not done.
          int third = message.getRequestsCount() / 3;
          message.getRequestsList().subList(third, 2 * third).forEach(ledger::post);
          answer(message.getRequestsList().subList(0, third), out);
          end(end, out);
          return true;
        };

    stream.send(sent);
    stream.close();

    assertThat(told).hasSize(100).allMatch(TransferOutcome::isPosted);
    assertThat(told.stream().map(TransferOutcome::request))
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(ledger.streams()).isEqualTo(4);
    assertThat(stream.unexpectedResults()).isZero();
  }

  private static void end(End end, StreamObserver<CreateTransfersResponse> out) {
    switch (end) {
      case FOREIGN -> out.onError(Status.NOT_FOUND.asRuntimeException());
      case OF_A_NODE_THAT_STOPS -> out.onError(Failures.outcomeUnknown());
      case OF_A_WRONG_MESSAGE ->
          out.onError(Failures.of(Code.INVALID_ARGUMENT, Reason.INVALID_FIELD));
      case WITHOUT_ERROR -> out.onCompleted();
    }
  }

  @Test
  void a_late_answer_is_replaced_by_that_of_another_stream() throws InterruptedException {
    client.close();
    open(Duration.ofMillis(300), Duration.ofSeconds(30));
    ledger.streamStep = (number, message, out) -> number == 1;

    stream.send(requests(10));
    stream.close();

    assertThat(told).hasSize(10).allMatch(outcome -> outcome.isPosted() && outcome.sends() > 1);
    assertThat(ledger.streams()).isGreaterThan(1);
  }

  @Test
  void what_a_stream_says_after_it_was_given_up_is_not_told() throws InterruptedException {
    ledger.streamStep = (number, message, out) -> true;
    List<CreateTransferRequest> sent = requests(1);
    stream.send(sent);

    OpenStream givenUp = new OpenStream(stream);
    stream.answered(
        givenUp,
        CreateTransfersResponse.newBuilder().addResults(ledger.result(sent.get(0))).build());
    stream.broken(givenUp, LedgerError.local(Status.UNAVAILABLE, true));

    assertThat(told).isEmpty();
    assertThat(stream.unexpectedResults()).isZero();
  }

  @Test
  void a_busy_book_is_asked_again_and_a_refusal_is_told() throws InterruptedException {
    List<CreateTransferRequest> sent = requests(3);
    AtomicInteger busy = new AtomicInteger();
    ledger.streamStep =
        (number, message, out) -> {
          for (CreateTransferRequest request : message.getRequestsList()) {
            if (request.equals(sent.get(0)) && busy.incrementAndGet() < 4) {
              error(request, Code.RESOURCE_EXHAUSTED, Reason.BOOK_BUSY, out);
            } else if (request.equals(sent.get(1))) {
              error(request, Code.FAILED_PRECONDITION, Reason.FLOOR_CROSSED, out);
            } else {
              answer(List.of(request), out);
            }
          }
          return true;
        };

    stream.send(sent);
    stream.close();

    assertThat(told.stream().map(TransferOutcome::state))
        .containsExactlyInAnyOrder(State.POSTED, State.REFUSED, State.POSTED);
    assertThat(busy).hasValue(4);
    assertThat(ledger.streams()).isEqualTo(1);
  }

  @Test
  void what_is_not_answered_in_time_is_unknown() throws InterruptedException {
    client.close();
    open(Duration.ofSeconds(1), Duration.ofSeconds(2));
    ledger.streamStep = (number, message, out) -> true;

    stream.send(requests(10));
    stream.close();

    assertThat(told).hasSize(10).allMatch(outcome -> outcome.state() == State.UNKNOWN);
  }

  @Test
  void what_reaches_nobody_was_not_taken() throws InterruptedException {
    client.close();
    open(Duration.ofMillis(100), Duration.ofMillis(300));
    ledger.close();

    stream.send(requests(10));
    stream.close();

    assertThat(told).hasSize(10).allMatch(outcome -> outcome.state() == State.NOT_TAKEN);
  }

  @Test
  void a_client_that_closes_tells_what_is_known_of_all() throws InterruptedException {
    ledger.streamStep = (number, message, out) -> true;
    stream.send(requests(10));
    await().until(() -> messages().size() == 1);

    client.close();
    stream.close();

    assertThat(told).hasSize(10).allMatch(outcome -> outcome.state() == State.UNKNOWN);
  }

  @Test
  void there_is_no_more_in_flight_than_allowed() throws Exception {
    Queue<StreamObserver<CreateTransfersResponse>> outs = new ConcurrentLinkedQueue<>();
    ledger.streamStep = (number, message, out) -> outs.add(out);
    TransferStream narrow = client.stream(20, told::addAll);
    List<CreateTransferRequest> sent = requests(20);
    narrow.send(sent);
    AtomicInteger more = new AtomicInteger();
    Thread sender = new Thread(() -> sendThree(narrow, more), "sender");
    sender.start();
    await().until(() -> isFull(sender) && more.get() == 0 && outs.size() == 1);

    // One result makes room for one, and no more.
    answer(sent.subList(0, 1), outs.element());
    await().until(() -> isFull(sender) && more.get() == 1);

    client.close();
    sender.join();
    assertThatThrownBy(() -> narrow.send(requests(21)))
        .hasMessage("at most 20 may be in flight, not 21");
  }

  private static void sendThree(TransferStream stream, AtomicInteger sent) {
    try {
      for (CreateTransferRequest request : requests(3)) {
        stream.send(request);
        sent.incrementAndGet();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isFull(Thread sender) {
    return sender.getState() == Thread.State.WAITING;
  }

  @Test
  void a_second_result_of_one_send_is_counted_and_not_used() throws InterruptedException {
    AtomicInteger messages = new AtomicInteger();
    ledger.streamStep =
        (number, message, out) -> {
          if (messages.incrementAndGet() > 1) return false;
          error(message.getRequests(0), Code.RESOURCE_EXHAUSTED, Reason.BOOK_BUSY, out);
          answer(message.getRequestsList(), out);
          return true;
        };
    client.close();
    client =
        LedgerClient.builder(ledger.address())
            .pauses(Duration.ofMillis(500), Duration.ofMillis(500))
            .build();
    stream = client.stream(1, told::addAll);

    stream.send(requests(1));
    stream.close();

    assertThat(told).singleElement().matches(outcome -> outcome.isPosted() && outcome.sends() == 2);
    assertThat(stream.unexpectedResults()).isEqualTo(1);
  }

  @Test
  void one_transfer_is_not_twice_on_its_way() throws InterruptedException {
    ledger.streamStep = (number, message, out) -> true;
    List<CreateTransferRequest> sent = requests(2);
    stream.send(sent);

    assertThatThrownBy(() -> stream.send(List.of(requests(1).get(0), sent.get(1))))
        .hasMessage("has no outcome yet: " + Transfers.name(sent.get(1)));
  }

  private List<CreateTransfersRequest> messages() {
    return ledger.requests().stream().map(CreateTransfersRequest.class::cast).toList();
  }

  private void answer(
      List<CreateTransferRequest> requests, StreamObserver<CreateTransfersResponse> out) {
    if (requests.isEmpty()) return;
    out.onNext(
        CreateTransfersResponse.newBuilder()
            .addAllResults(requests.stream().map(ledger::result).toList())
            .build());
  }

  private static void error(
      CreateTransferRequest request,
      Code code,
      Reason reason,
      StreamObserver<CreateTransfersResponse> out) {
    out.onNext(
        CreateTransfersResponse.newBuilder()
            .addResults(
                CreateTransferResult.newBuilder()
                    .setName(Transfers.name(request))
                    .setError(Failures.status(code, reason)))
            .build());
  }

  private static List<CreateTransferRequest> requests(int count) {
    return Stream.generate(() -> Transfers.request("alice", "bob", "EUR/2", BigInteger.valueOf(1)))
        .limit(count)
        .toList();
  }
}

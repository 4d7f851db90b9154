package exchequer.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.grpc.javadsl.MetadataBuilder;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.Reason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CreateTransfersTest {
  private static final int PARALLELISM = 2;

  private static ActorTestKit kit;

  private final ScriptedBooks ledger = new ScriptedBooks();
  private final SharedKillSwitch stop = KillSwitches.shared("test");
  private final LedgerFrontDoor frontDoor =
      new LedgerFrontDoor(ledger, Duration.ofSeconds(7), PARALLELISM, stop);

  private TestPublisher.Probe<CreateTransfersRequest> client;
  private TestSubscriber.Probe<CreateTransfersResponse> results;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void end() {
    kit.shutdownTestKit();
  }

  private void call() {
    var probes =
        TestSource.<CreateTransfersRequest>create(kit.system()).preMaterialize(kit.system());
    client = probes.first();
    Source<CreateTransfersRequest, NotUsed> requests = probes.second();
    results =
        frontDoor
            .createTransfers(requests, new MetadataBuilder().build())
            .runWith(TestSink.create(kit.system()), kit.system());
  }

  @Test
  void so_many_of_a_stream_are_decided_side_by_side_and_results_come_as_they_are_known() {
    // Given
    call();
    results.request(10);
    client.sendNext(message(transfer(), transfer(), transfer()));
    awaitAsked(2);

    // When the second is decided first
    answer(1);

    // Then
    assertThat(results.expectNext().getResultsList())
        .extracting(CreateTransferResult::getName)
        .containsExactly(name(1));
    awaitAsked(3);
    answer(0);
    answer(2);
    client.sendComplete();
    assertThat(namesUntilTheEnd()).containsExactlyInAnyOrder(name(0), name(2));
  }

  @Test
  void a_refusal_is_the_result_of_its_transfer_and_no_end_of_the_stream() {
    call();
    results.request(10);
    client.sendNext(message(transfer()));
    awaitAsked(1);

    decide(0, Optional.of(Refusal.FLOOR_CROSSED));

    CreateTransferResult result = results.expectNext().getResults(0);
    assertThat(LedgerFrontDoorTest.reason(result.getError())).isEqualTo(Reason.FLOOR_CROSSED);
    client.sendComplete();
    results.expectComplete();
  }

  @Test
  void a_wrong_message_ends_the_stream_after_the_results_of_what_was_taken() {
    // Given
    call();
    results.request(10);
    client.sendNext(message(transfer()));
    awaitAsked(1);

    // When
    client.sendNext(CreateTransfersRequest.getDefaultInstance());
    answer(0);

    // Then
    assertThat(results.expectNext().getResults(0).getName()).isEqualTo(name(0));
    assertThat(reason(results.expectError())).isEqualTo(Reason.INVALID_FIELD);
  }

  @Test
  void a_node_that_stops_takes_no_more_and_gives_what_it_knows() {
    // Given
    call();
    results.request(10);
    client.sendNext(message(transfer()));
    awaitAsked(1);

    // When
    stop.shutdown();
    answer(0);

    // Then
    assertThat(results.expectNext().getResults(0).getName()).isEqualTo(name(0));
    assertThat(reason(results.expectError())).isEqualTo(Reason.OUTCOME_UNKNOWN);
    assertThat(ledger.asked).hasSize(1);
  }

  private static Reason reason(Throwable failed) {
    return LedgerFrontDoorTest.reason(StatusProto.fromThrowable((StatusRuntimeException) failed));
  }

  private static CreateTransferRequest transfer() {
    return LedgerFrontDoorTest.transfer().toBuilder()
        .setTransferId(UUID.randomUUID().toString())
        .build();
  }

  private static CreateTransfersRequest message(CreateTransferRequest... requests) {
    return CreateTransfersRequest.newBuilder().addAllRequests(List.of(requests)).build();
  }

  private void awaitAsked(int count) {
    Awaitility.await().until(() -> ledger.asked.size() == count);
  }

  private BookCommand.MakeTransfer command(int index) {
    return (BookCommand.MakeTransfer) ledger.asked.get(index).command();
  }

  private String name(int index) {
    return "accounts/alice/transfers/" + command(index).order().key().id();
  }

  private void answer(int index) {
    decide(index, Optional.empty());
  }

  private void decide(int index, Optional<Refusal> refusal) {
    var decided = new Outcome.OfTransfer(command(index).order(), refusal, Instant.EPOCH);
    ledger
        .asked
        .get(index)
        .answer()
        .complete(new BookAnswer.Decided(new Reply.TransferOutcome(decided, false)));
  }

  private List<String> namesUntilTheEnd() {
    List<CreateTransferResult> all = new ArrayList<>();
    while (all.size() < 2) {
      all.addAll(results.expectNext().getResultsList());
    }
    results.expectComplete();
    return all.stream().map(CreateTransferResult::getName).toList();
  }
}

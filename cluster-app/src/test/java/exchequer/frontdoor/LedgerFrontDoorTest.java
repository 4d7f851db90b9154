package exchequer.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import akka.grpc.javadsl.MetadataBuilder;
import akka.stream.KillSwitches;
import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import exchequer.ledger.Account.Status;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Limit;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import exchequer.process.BookAnswer;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the front door makes of calls and of answers, without books and storage behind it. */
class LedgerFrontDoorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(7);
  private static final Instant TAKEN_UP = Instant.parse("2026-02-03T04:05:06.789012Z");
  private static final AccountId ALICE = new AccountId("alice");
  private static final AccountId BOB = new AccountId("bob");
  private static final Asset EUR = Asset.parse("EUR/2");
  private static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
  private static final TransferOrder ORDER =
      new TransferOrder(new TransferKey(ALICE, ID), BOB, EUR, Amount.of(125), Map.of("k", "v"));

  private final ScriptedBooks ledger = new ScriptedBooks();
  private final LedgerFrontDoor frontDoor =
      new LedgerFrontDoor(ledger, TIMEOUT, 4, KillSwitches.shared("test"));

  private static akka.grpc.javadsl.Metadata metadata() {
    return new MetadataBuilder().build();
  }

  @Test
  void each_call_asks_the_book_of_its_account_one_command() {
    frontDoor.createAccount(
        CreateAccountRequest.newBuilder()
            .setAccountId("alice")
            .setAccount(Account.newBuilder().setAsset("EUR/2").setFloor("-100"))
            .build(),
        metadata());
    frontDoor.getAccount(
        GetAccountRequest.newBuilder().setName("accounts/alice").build(), metadata());
    frontDoor.updateAccount(
        UpdateAccountRequest.newBuilder()
            .setAccount(
                Account.newBuilder().setName("accounts/alice").setEtag("v3").setCeiling("500"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("ceiling"))
            .build(),
        metadata());
    frontDoor.freezeAccount(
        FreezeAccountRequest.newBuilder().setName("accounts/alice").build(), metadata());
    frontDoor.unfreezeAccount(
        UnfreezeAccountRequest.newBuilder().setName("accounts/alice").setEtag("v3").build(),
        metadata());
    frontDoor.closeAccount(
        CloseAccountRequest.newBuilder().setName("accounts/alice").build(), metadata());
    frontDoor.createTransfer(transfer(), metadata());
    frontDoor.getTransfer(
        GetTransferRequest.newBuilder().setName("accounts/alice/transfers/" + ID).build(),
        metadata());

    assertThat(ledger.asked)
        .extracting(ScriptedBooks.Asked::command)
        .containsExactly(
            new BookCommand.OpenAccount(
                ALICE, EUR, Limit.at(Amount.of(-100)), Limit.UNBOUNDED, Map.of()),
            new BookCommand.ReadAccount(ALICE),
            new BookCommand.UpdateAccount(
                ALICE,
                Optional.empty(),
                Optional.of(Limit.at(Amount.of(500))),
                Optional.empty(),
                OptionalLong.of(3)),
            new BookCommand.ChangeStatus(ALICE, Status.FROZEN, OptionalLong.empty()),
            new BookCommand.ChangeStatus(ALICE, Status.OPEN, OptionalLong.of(3)),
            new BookCommand.ChangeStatus(ALICE, Status.CLOSED, OptionalLong.empty()),
            new BookCommand.MakeTransfer(ORDER),
            new BookCommand.ReadTransfer(ORDER.key()));
    assertThat(ledger.asked).allMatch(ask -> ask.timeout().equals(TIMEOUT));
  }

  @Test
  void a_wrong_request_asks_nobody_and_names_every_field() {
    CompletionStage<CreateTransferResponse> call =
        frontDoor.createTransfer(
            transfer().toBuilder()
                .setTransferId("7")
                .setTransfer(transfer().getTransfer().toBuilder().setAmount("-1"))
                .build(),
            metadata());

    com.google.rpc.Status status = failure(call);
    assertThat(reason(status)).isEqualTo(Reason.INVALID_FIELD);
    assertThat(status.getMessage()).contains("transfer_id", "transfer.amount");
    assertThat(ledger.asked).isEmpty();
  }

  @Test
  void an_outcome_is_told_with_whether_it_was_known_before() {
    CompletionStage<CreateTransferResponse> call = frontDoor.createTransfer(transfer(), metadata());

    answer(new Reply.TransferOutcome(decided(Optional.empty()), true));

    CreateTransferResponse response = call.toCompletableFuture().join();
    assertThat(response.getReplayed()).isTrue();
    assertThat(response.getTransfer().getState()).isEqualTo(Transfer.State.POSTED);
    assertThat(response.getTransfer().getName()).isEqualTo("accounts/alice/transfers/" + ID);
    assertThat(response.getTransfer().getAmount()).isEqualTo("125");
  }

  @ParameterizedTest
  @EnumSource
  void every_refusal_has_a_reason_of_the_contract_and_a_sentence(Refusal refusal) {
    CompletionStage<CreateTransferResponse> call = frontDoor.createTransfer(transfer(), metadata());

    answer(new Reply.Rejected(refusal));

    com.google.rpc.Status status = failure(call);
    assertThat(reason(status)).isEqualTo(Reason.forNumber(refusal.number()));
    assertThat(reason(status).name()).isEqualTo(refusal.name());
    assertThat(status.getCode()).isNotIn(Code.OK_VALUE, Code.INTERNAL_VALUE, Code.UNKNOWN_VALUE);
    assertThat(status.getMessage()).contains(" ");
  }

  @Test
  void a_recorded_refusal_is_an_error_that_says_whether_it_is_a_replay() {
    CompletionStage<CreateTransferResponse> call = frontDoor.createTransfer(transfer(), metadata());

    answer(new Reply.TransferOutcome(decided(Optional.of(Refusal.FLOOR_CROSSED)), true));

    com.google.rpc.Status status = failure(call);
    assertThat(reason(status)).isEqualTo(Reason.FLOOR_CROSSED);
    assertThat(info(status).getMetadataMap()).containsEntry("replayed", "true");
  }

  @Test
  void what_is_not_known_is_never_called_not_done() {
    CompletionStage<CreateTransferResponse> late = frontDoor.createTransfer(transfer(), metadata());
    ledger.only().answer().completeExceptionally(new TimeoutException("a book is silent"));
    CompletionStage<CreateTransferResponse> lost = frontDoor.createTransfer(transfer(), metadata());
    ledger.only().answer().complete(new BookAnswer.Unknown("the book moves"));
    CompletionStage<CreateTransferResponse> faulty =
        frontDoor.createTransfer(transfer(), metadata());
    ledger.only().answer().completeExceptionally(new IllegalStateException("a fault"));

    assertThat(reason(failure(late))).isEqualTo(Reason.OUTCOME_UNKNOWN);
    assertThat(failure(late).getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
    assertThat(reason(failure(lost))).isEqualTo(Reason.OUTCOME_UNKNOWN);
    assertThat(reason(failure(faulty))).isEqualTo(Reason.SERVER_FAULT);
    assertThat(failure(faulty).getMessage()).contains("the outcome is unknown");
  }

  @Test
  void a_busy_book_speaks_of_this_send_only() {
    CompletionStage<CreateTransferResponse> call = frontDoor.createTransfer(transfer(), metadata());

    ledger.only().answer().complete(new BookAnswer.Busy());

    assertThat(reason(failure(call))).isEqualTo(Reason.BOOK_BUSY);
    assertThat(failure(call).getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
    assertThat(failure(call).getMessage()).contains("this send was not taken");
  }

  @Test
  void the_deadline_of_a_call_goes_to_its_book() {
    frontDoor.createTransfer(
        transfer(), new MetadataBuilder().addText("grpc-timeout", "250m").build());

    long deadlineNanos = ledger.only().context().deadlineNanos().orElseThrow();
    assertThat(deadlineNanos - System.nanoTime())
        .isCloseTo(0, within(Duration.ofMillis(250).toNanos()));
  }

  private void answer(Reply reply) {
    ledger.only().answer().complete(new BookAnswer.Decided(reply));
  }

  private static Outcome.OfTransfer decided(Optional<Refusal> refusal) {
    return new Outcome.OfTransfer(ORDER, refusal, TAKEN_UP);
  }

  static CreateTransferRequest transfer() {
    return CreateTransferRequest.newBuilder()
        .setParent("accounts/alice")
        .setTransferId(ID.toString())
        .setTransfer(
            Transfer.newBuilder()
                .setDestination("accounts/bob")
                .setAsset("EUR/2")
                .setAmount("125")
                .putMetadata("k", "v"))
        .build();
  }

  static com.google.rpc.Status failure(CompletionStage<?> call) {
    try {
      throw new AssertionError("answered: " + call.toCompletableFuture().join());
    } catch (CompletionException failed) {
      return StatusProto.fromThrowable((StatusRuntimeException) failed.getCause());
    }
  }

  static ErrorInfo info(com.google.rpc.Status status) {
    try {
      return status.getDetails(0).unpack(ErrorInfo.class);
    } catch (com.google.protobuf.InvalidProtocolBufferException bug) {
      throw new AssertionError(bug);
    }
  }

  static Reason reason(com.google.rpc.Status status) {
    return Reason.valueOf(info(status).getReason());
  }
}

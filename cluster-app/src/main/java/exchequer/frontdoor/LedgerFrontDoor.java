package exchequer.frontdoor;

import akka.NotUsed;
import akka.grpc.javadsl.Metadata;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import exchequer.ledger.Account.Status;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.Context;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.LedgerServicePowerApi;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Transfer;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code exchequer.v1.LedgerService}: the contract is in ledger.proto. */
final class LedgerFrontDoor implements LedgerServicePowerApi {
  private final BookAsker books;
  private final Statements statements;
  private final int streamParallelism;
  private final SharedKillSwitch stop;

  /**
   * @param answerTimeout for the answer of a book, and for the reads of a page of a statement
   * @param streamParallelism transfers of one stream that are decided side by side
   * @param stop used when the node takes no more calls
   */
  LedgerFrontDoor(
      Ledger ledger, Duration answerTimeout, int streamParallelism, SharedKillSwitch stop) {
    this.books = new BookAsker(ledger, answerTimeout);
    this.statements = new Statements(books, ledger, answerTimeout);
    this.streamParallelism = streamParallelism;
    this.stop = stop;
  }

  @Override
  public CompletionStage<Account> createAccount(CreateAccountRequest request, Metadata metadata) {
    return checked(() -> account(Requests.openAccount(request), metadata));
  }

  @Override
  public CompletionStage<Account> getAccount(GetAccountRequest request, Metadata metadata) {
    return checked(
        () ->
            account(
                new BookCommand.ReadAccount(Requests.account("name", request.getName())),
                metadata));
  }

  @Override
  public CompletionStage<Account> updateAccount(UpdateAccountRequest request, Metadata metadata) {
    return checked(() -> account(Requests.updateAccount(request), metadata));
  }

  @Override
  public CompletionStage<Account> freezeAccount(FreezeAccountRequest request, Metadata metadata) {
    return changeStatus(request.getName(), request.getEtag(), Status.FROZEN, metadata);
  }

  @Override
  public CompletionStage<Account> unfreezeAccount(
      UnfreezeAccountRequest request, Metadata metadata) {
    return changeStatus(request.getName(), request.getEtag(), Status.OPEN, metadata);
  }

  @Override
  public CompletionStage<Account> closeAccount(CloseAccountRequest request, Metadata metadata) {
    return changeStatus(request.getName(), request.getEtag(), Status.CLOSED, metadata);
  }

  @Override
  public CompletionStage<CreateTransferResponse> createTransfer(
      CreateTransferRequest request, Metadata metadata) {
    return checked(() -> create(request, CallContext.of(metadata)));
  }

  @Override
  public Source<CreateTransfersResponse, NotUsed> createTransfers(
      Source<CreateTransfersRequest, NotUsed> requests, Metadata metadata) {
    Context context = CallContext.of(metadata);
    return TransferFlow.of(
            requests, streamParallelism, stop, request -> raw(() -> create(request, context)))
        .mapError(RequestRefusedException.class, refused -> Problems.exception(refused.problem()));
  }

  @Override
  public CompletionStage<Transfer> getTransfer(GetTransferRequest request, Metadata metadata) {
    return checked(
        () -> {
          BookCommand command = new BookCommand.ReadTransfer(Requests.transfer(request.getName()));
          return books.ask(command, CallContext.of(metadata)).thenApply(LedgerFrontDoor::transfer);
        });
  }

  @Override
  public CompletionStage<ListEntriesResponse> listEntries(
      ListEntriesRequest request, Metadata metadata) {
    return checked(() -> statements.list(request, CallContext.of(metadata)));
  }

  private CompletionStage<CreateTransferResponse> create(
      CreateTransferRequest request, Context context) {
    BookCommand command = new BookCommand.MakeTransfer(Requests.order(request));
    return books.ask(command, context).thenApply(LedgerFrontDoor::outcome);
  }

  private static CreateTransferResponse outcome(Reply reply) {
    if (!(reply instanceof Reply.TransferOutcome outcome)) {
      throw BookAsker.unexpected(reply);
    }
    outcome
        .transfer()
        .refusal()
        .ifPresent(
            refusal -> {
              throw Problems.refused(refusal, outcome.replayed());
            });
    return CreateTransferResponse.newBuilder()
        .setTransfer(Answers.transfer(outcome.transfer()))
        .setReplayed(outcome.replayed())
        .build();
  }

  private static Transfer transfer(Reply reply) {
    if (reply instanceof Reply.TransferInFlight inFlight) {
      return Answers.transfer(inFlight.transfer());
    }
    if (reply instanceof Reply.TransferOutcome outcome) {
      return Answers.transfer(outcome.transfer());
    }
    throw BookAsker.unexpected(reply);
  }

  private CompletionStage<Account> changeStatus(
      String name, String etag, Status status, Metadata metadata) {
    return checked(() -> account(Requests.changeStatus(name, etag, status), metadata));
  }

  private CompletionStage<Account> account(BookCommand command, Metadata metadata) {
    return books
        .ask(command, CallContext.of(metadata))
        .thenApply(
            reply -> {
              if (reply instanceof Reply.AccountState state) {
                return Answers.account(state.account());
              }
              throw BookAsker.unexpected(reply);
            });
  }

  /** The work, with every failure worded as a status. */
  private static <T> CompletionStage<T> checked(Supplier<CompletionStage<T>> work) {
    return raw(work)
        .exceptionally(
            failure -> {
              throw Problems.exception(Problems.of(failure));
            });
  }

  /** The work, with what it throws at once as a failed stage. */
  private static <T> CompletionStage<T> raw(Supplier<CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }
}

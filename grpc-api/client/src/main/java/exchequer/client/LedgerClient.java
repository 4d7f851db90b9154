package exchequer.client;

import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.LedgerServiceGrpc;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Transfer;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A client of a ledger, for any number of threads. It sends the same request again as long as its
 * outcome is not known: only an error that carries the ledger's {@code google.rpc.ErrorInfo} is the
 * ledger's word, and of those some leave the outcome open. When time is up, it says what is known
 * and no more.
 *
 * <p>Amounts are decimal integers in the asset's smallest unit, as in the contract. Reads and
 * changes of accounts throw a {@link LedgerException}; a transfer has a {@link TransferOutcome}.
 */
public final class LedgerClient implements AutoCloseable {
  private final Sender sender;

  LedgerClient(Sender sender) {
    this.sender = sender;
  }

  /**
   * @param addresses {@code host:port} or {@code [IPv6]:port}, or another target of gRPC; several
   *     of one ledger are taken in turns
   */
  public static LedgerClientBuilder builder(String... addresses) {
    return new LedgerClientBuilder(List.of(addresses));
  }

  /** The same, for addresses that are in a list. */
  public static LedgerClientBuilder builder(List<String> addresses) {
    return new LedgerClientBuilder(addresses);
  }

  /**
   * The same client, which waits for so long for each send. Its connections are shared: closing one
   * of them closes both.
   */
  public LedgerClient withAttemptTimeout(Duration attemptTimeout) {
    return new LedgerClient(sender.with(sender.rule().withAttemptTimeout(attemptTimeout)));
  }

  /**
   * Transfers, and returns when the outcome is known or time is up. A thread that is interrupted
   * gets {@link TransferOutcome.State#UNKNOWN}, and stays interrupted.
   *
   * @param request with an id made before, as by {@link Transfers#request}
   */
  public TransferOutcome transfer(CreateTransferRequest request) {
    return TransferOutcome.of(
        request, await(call(LedgerServiceGrpc.getCreateTransferMethod(), request)));
  }

  /** The same without waiting. The future completes normally, whatever the outcome. */
  public CompletableFuture<TransferOutcome> transferAsync(CreateTransferRequest request) {
    return callAsync(LedgerServiceGrpc.getCreateTransferMethod(), request)
        .thenApply(answer -> TransferOutcome.of(request, answer));
  }

  /**
   * A stream for transfers in bulk; opened when first sent to.
   *
   * @param mostInFlight how many may be without outcome at once, at least 1
   * @param listener told the outcome of each once, several together, on a thread of the client that
   *     must not be held
   */
  public TransferStream stream(int mostInFlight, Consumer<List<TransferOutcome>> listener) {
    return new TransferStream(sender, mostInFlight, listener);
  }

  /** Opens an account, or returns the one that is there with the same content. */
  public Account createAccount(CreateAccountRequest request) {
    return await(call(LedgerServiceGrpc.getCreateAccountMethod(), request)).orThrow();
  }

  /**
   * @param name {@code accounts/{account}}
   */
  public Account getAccount(String name) {
    GetAccountRequest request = GetAccountRequest.newBuilder().setName(name).build();
    return await(call(LedgerServiceGrpc.getGetAccountMethod(), request)).orThrow();
  }

  /**
   * Changes an account. As with all changes, an error may leave open whether an earlier send was
   * done, when others have changed the account since: {@link LedgerException#outcomeUnknown}.
   */
  public Account updateAccount(UpdateAccountRequest request) {
    return await(call(LedgerServiceGrpc.getUpdateAccountMethod(), request)).orThrow();
  }

  public Account freezeAccount(FreezeAccountRequest request) {
    return await(call(LedgerServiceGrpc.getFreezeAccountMethod(), request)).orThrow();
  }

  public Account unfreezeAccount(UnfreezeAccountRequest request) {
    return await(call(LedgerServiceGrpc.getUnfreezeAccountMethod(), request)).orThrow();
  }

  public Account closeAccount(CloseAccountRequest request) {
    return await(call(LedgerServiceGrpc.getCloseAccountMethod(), request)).orThrow();
  }

  /**
   * Reads a transfer.
   *
   * @param name {@code accounts/{source}/transfers/{transfer}}
   */
  public Transfer getTransfer(String name) {
    GetTransferRequest request = GetTransferRequest.newBuilder().setName(name).build();
    return await(call(LedgerServiceGrpc.getGetTransferMethod(), request)).orThrow();
  }

  /** A page of a statement. */
  public ListEntriesResponse listEntries(ListEntriesRequest request) {
    return await(call(LedgerServiceGrpc.getListEntriesMethod(), request)).orThrow();
  }

  /**
   * Calls any method with one answer, without waiting. The future completes normally, whatever
   * comes of the request.
   *
   * @param method of {@link LedgerServiceGrpc}
   */
  public <Q, A> CompletableFuture<Answer<A>> callAsync(MethodDescriptor<Q, A> method, Q request) {
    return call(method, request).start();
  }

  private <Q, A> UnaryCall<Q, A> call(MethodDescriptor<Q, A> method, Q request) {
    return new UnaryCall<>(sender, method, request);
  }

  private static <Q, A> Answer<A> await(UnaryCall<Q, A> call) {
    CompletableFuture<Answer<A>> ended = call.start();
    try {
      return ended.get();
    } catch (InterruptedException interrupted) {
      call.abandon("interrupted");
      Thread.currentThread().interrupt();
      return ended.join();
    } catch (ExecutionException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  /** What is still on its way ends with what is known of it. */
  @Override
  public void close() {
    sender.close();
  }
}

package exchequer.cli;

import com.google.protobuf.Message;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceImplBase;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Transfer;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A server without a ledger: it gives the answers it was told to, in order, and keeps the requests.
 */
final class FakeLedger extends LedgerServiceImplBase implements AutoCloseable {
  private final Queue<Object> answers = new ArrayDeque<>();
  private final List<Message> requests = new ArrayList<>();
  private final Server server;

  FakeLedger() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  synchronized FakeLedger thenAnswer(Message answer) {
    answers.add(answer);
    return this;
  }

  synchronized FakeLedger thenFail(Throwable failure) {
    answers.add(failure);
    return this;
  }

  synchronized List<Message> requests() {
    return List.copyOf(requests);
  }

  private synchronized <A extends Message> void answer(
      Message request, Class<A> type, StreamObserver<A> observer) {
    requests.add(request);
    Object answer = answers.poll();
    if (type.isInstance(answer)) {
      observer.onNext(type.cast(answer));
      observer.onCompleted();
    } else if (answer instanceof Throwable failure) {
      observer.onError(failure);
    } else {
      String surprise = "asked for " + type.getSimpleName() + ", next answer is " + answer;
      observer.onError(Status.UNIMPLEMENTED.withDescription(surprise).asRuntimeException());
    }
  }

  @Override
  public void createAccount(CreateAccountRequest request, StreamObserver<Account> observer) {
    answer(request, Account.class, observer);
  }

  @Override
  public void getAccount(GetAccountRequest request, StreamObserver<Account> observer) {
    answer(request, Account.class, observer);
  }

  @Override
  public void updateAccount(UpdateAccountRequest request, StreamObserver<Account> observer) {
    answer(request, Account.class, observer);
  }

  @Override
  public void freezeAccount(FreezeAccountRequest request, StreamObserver<Account> observer) {
    answer(request, Account.class, observer);
  }

  @Override
  public void unfreezeAccount(UnfreezeAccountRequest request, StreamObserver<Account> observer) {
    answer(request, Account.class, observer);
  }

  @Override
  public void closeAccount(CloseAccountRequest request, StreamObserver<Account> observer) {
    answer(request, Account.class, observer);
  }

  @Override
  public void createTransfer(
      CreateTransferRequest request, StreamObserver<CreateTransferResponse> observer) {
    answer(request, CreateTransferResponse.class, observer);
  }

  @Override
  public void getTransfer(GetTransferRequest request, StreamObserver<Transfer> observer) {
    answer(request, Transfer.class, observer);
  }

  @Override
  public void listEntries(
      ListEntriesRequest request, StreamObserver<ListEntriesResponse> observer) {
    answer(request, ListEntriesResponse.class, observer);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

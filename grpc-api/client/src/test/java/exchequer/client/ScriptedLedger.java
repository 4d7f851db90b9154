package exchequer.client;

import com.google.protobuf.Message;
import exchequer.v1.Account;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceImplBase;
import exchequer.v1.Transfer;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A server that posts every transfer once and says so each time it is sent, but for what a test
 * tells it to say instead.
 */
final class ScriptedLedger extends LedgerServiceImplBase implements AutoCloseable {
  /** What a test wants of the next unary request; done instead of answering it. */
  interface Step {
    void answer(StreamObserver<?> observer);
  }

  /** What a test wants of a stream's message; true when it was dealt with. */
  interface StreamStep {
    boolean deal(
        int stream, CreateTransfersRequest message, StreamObserver<CreateTransfersResponse> out);
  }

  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Queue<Message> requests = new ConcurrentLinkedQueue<>();
  private final Set<String> posted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger streams = new AtomicInteger();
  private final Server server;
  private final int port;
  volatile StreamStep streamStep = (stream, message, out) -> false;

  ScriptedLedger() throws IOException {
    this(0);
  }

  ScriptedLedger(int wanted) throws IOException {
    ServerServiceDefinition service = bindService();
    server =
        Grpc.newServerBuilderForPort(wanted, InsecureServerCredentials.create())
            .addService(service)
            .build()
            .start();
    this.port = server.getPort();
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  ScriptedLedger thenFail(Throwable failure) {
    steps.add(observer -> observer.onError(failure));
    return this;
  }

  /** Takes the next request, and never answers. */
  ScriptedLedger thenSayNothing() {
    steps.add(observer -> {});
    return this;
  }

  List<Message> requests() {
    return List.copyOf(requests);
  }

  int streams() {
    return streams.get();
  }

  @Override
  public void createTransfer(
      CreateTransferRequest request, StreamObserver<CreateTransferResponse> observer) {
    answer(request, () -> post(request), observer);
  }

  @Override
  public void getAccount(GetAccountRequest request, StreamObserver<Account> observer) {
    answer(request, () -> Account.newBuilder().setName(request.getName()).build(), observer);
  }

  @Override
  public void freezeAccount(FreezeAccountRequest request, StreamObserver<Account> observer) {
    answer(request, () -> Account.newBuilder().setName(request.getName()).build(), observer);
  }

  private <A> void answer(Message request, Supplier<A> usual, StreamObserver<A> observer) {
    requests.add(request);
    Optional<Step> step = Optional.ofNullable(steps.poll());
    if (step.isPresent()) {
      step.get().answer(observer);
    } else {
      observer.onNext(usual.get());
      observer.onCompleted();
    }
  }

  /** Does it, if it is not done. */
  CreateTransferResponse post(CreateTransferRequest request) {
    boolean replayed = !posted.add(Transfers.name(request));
    return CreateTransferResponse.newBuilder()
        .setTransfer(
            request.getTransfer().toBuilder()
                .setName(Transfers.name(request))
                .setState(Transfer.State.POSTED))
        .setReplayed(replayed)
        .build();
  }

  CreateTransferResult result(CreateTransferRequest request) {
    return CreateTransferResult.newBuilder()
        .setName(Transfers.name(request))
        .setResponse(post(request))
        .build();
  }

  @Override
  public StreamObserver<CreateTransfersRequest> createTransfers(
      StreamObserver<CreateTransfersResponse> out) {
    int stream = streams.incrementAndGet();
    return new StreamObserver<>() {
      @Override
      public void onNext(CreateTransfersRequest message) {
        requests.add(message);
        if (streamStep.deal(stream, message, out)) return;
        List<CreateTransferResult> results = new ArrayList<>();
        message.getRequestsList().forEach(request -> results.add(result(request)));
        out.onNext(CreateTransfersResponse.newBuilder().addAllResults(results).build());
      }

      @Override
      public void onError(Throwable cancelled) {}

      @Override
      public void onCompleted() {
        out.onCompleted();
      }
    };
  }

  /** Returns when it answers nobody any more. */
  @Override
  public void close() {
    try {
      server.shutdownNow().awaitTermination();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package exchequer.it;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceStub;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends transfers over many channels at once and keeps every answer. */
final class Sends {
  private static final int MOST_AT_ONCE = 1_000;
  private static final int REQUESTS_PER_MESSAGE = 25;
  private static final int TIMEOUT_SECONDS = 180;

  private final Map<String, Collection<Answer>> answers = new ConcurrentHashMap<>();
  private final Queue<String> notDone = new ConcurrentLinkedQueue<>();

  /**
   * What one send was told.
   *
   * @param transfer as posted; empty when it was refused
   * @param refusal {@link Reason#REASON_UNSPECIFIED} when it was posted
   */
  record Answer(Optional<Transfer> transfer, Reason refusal, boolean replayed) {
    static Answer of(CreateTransferResponse response) {
      return new Answer(
          Optional.of(response.getTransfer()), Reason.REASON_UNSPECIFIED, response.getReplayed());
    }

    static Answer of(StatusRuntimeException refused) {
      return new Answer(
          Optional.empty(),
          TestClient.reason(refused),
          TestClient.info(refused).getMetadataOrDefault("replayed", "").equals("true"));
    }

    /** The same whether it is told first or again. */
    Answer outcome() {
      return new Answer(transfer, refusal, false);
    }
  }

  /** How a send reaches the server. */
  enum Way {
    UNARY {
      @Override
      void send(Sends sends, List<TestClient> channels, List<CreateTransferRequest> requests) {
        sends.unary(channels, requests);
      }
    },
    STREAM {
      @Override
      void send(Sends sends, List<TestClient> channels, List<CreateTransferRequest> requests) {
        sends.stream(channels, requests);
      }
    };

    abstract void send(
        Sends sends, List<TestClient> channels, List<CreateTransferRequest> requests);
  }

  /**
   * Returns every answer by the transfer's name when all sends are answered. What a busy book has
   * not done is sent again, as ledger.proto has it, and only the answer to that is kept.
   */
  static Map<String, Collection<Answer>> all(
      Way way, List<TestClient> channels, List<CreateTransferRequest> requests) {
    Sends sends = new Sends();
    Map<String, CreateTransferRequest> byName = new HashMap<>();
    requests.forEach(request -> byName.put(name(request), request));
    List<CreateTransferRequest> toSend = requests;
    while (!toSend.isEmpty()) {
      way.send(sends, channels, toSend);
      toSend = sends.notDone.stream().map(byName::get).toList();
      sends.notDone.clear();
    }
    return sends.answers;
  }

  private void unary(List<TestClient> channels, List<CreateTransferRequest> requests) {
    Semaphore permits = new Semaphore(MOST_AT_ONCE);
    List<CompletableFuture<?>> done = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      CreateTransferRequest request = requests.get(i);
      LedgerServiceStub stub = stub(channels.get(i % channels.size()));
      permits.acquireUninterruptibly();
      Observer<CreateTransferResponse> observer =
          new Observer<>(response -> keep(name(request), Answer.of(response)));
      stub.createTransfer(request, observer);
      done.add(
          observer
              .ended
              .exceptionally(
                  failed -> {
                    keep(name(request), Answer.of((StatusRuntimeException) failed));
                    return null;
                  })
              .whenComplete((ended, failed) -> permits.release()));
    }
    done.forEach(CompletableFuture::join);
  }

  private void stream(List<TestClient> channels, List<CreateTransferRequest> requests) {
    List<CompletableFuture<?>> done = new ArrayList<>();
    int share = (requests.size() + channels.size() - 1) / channels.size();
    for (int i = 0; i < channels.size(); i++) {
      Observer<CreateTransfersResponse> observer = new Observer<>(this::keep);
      StreamObserver<CreateTransfersRequest> out = stub(channels.get(i)).createTransfers(observer);
      List<CreateTransferRequest> mine =
          requests.subList(
              Math.min(requests.size(), i * share), Math.min(requests.size(), (i + 1) * share));
      for (int from = 0; from < mine.size(); from += REQUESTS_PER_MESSAGE) {
        out.onNext(
            CreateTransfersRequest.newBuilder()
                .addAllRequests(
                    mine.subList(from, Math.min(mine.size(), from + REQUESTS_PER_MESSAGE)))
                .build());
      }
      out.onCompleted();
      done.add(observer.ended);
    }
    done.forEach(CompletableFuture::join);
  }

  private void keep(CreateTransfersResponse response) {
    for (CreateTransferResult result : response.getResultsList()) {
      keep(
          result.getName(),
          result.hasResponse()
              ? Answer.of(result.getResponse())
              : Answer.of(StatusProto.toStatusRuntimeException(result.getError())));
    }
  }

  private void keep(String name, Answer answer) {
    if (answer.refusal() == Reason.BOOK_BUSY) {
      notDone.add(name);
      return;
    }
    answers.computeIfAbsent(name, first -> new ConcurrentLinkedQueue<>()).add(answer);
  }

  static String name(CreateTransferRequest request) {
    return request.getParent() + "/transfers/" + request.getTransferId();
  }

  private static LedgerServiceStub stub(TestClient client) {
    return client.streaming().withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}

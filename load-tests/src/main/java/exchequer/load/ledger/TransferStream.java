package exchequer.load.ledger;

import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.LedgerServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A stream of transfers. When it breaks, or an answer is later than the deadline, another is opened
 * and what was not answered is sent again, each transfer a bounded number of times. For any thread.
 */
public final class TransferStream implements AutoCloseable {
  private static final int CHECKS_PER_DEADLINE = 4;

  private final LedgerClient client;
  private final Tally tally;
  private final Listener listener;
  private final Map<String, Sent> unanswered = new HashMap<>();
  private final ScheduledFuture<?> lateness;
  private Optional<Results> open = Optional.empty();

  /** Told the ends of transfers, on a thread that must not be held. */
  public interface Listener {
    /** What was answered together; each has been told to the tally. */
    void ended(List<Ended> transfers);
  }

  /** A transfer that is not sent again. */
  public record Ended(Order order, Outcome outcome) {}

  private record Sent(Order order, int sends, long sentNanos) {}

  /** Opens nothing before something is sent. */
  public TransferStream(LedgerClient client, Tally tally, Listener listener) {
    this.client = client;
    this.tally = tally;
    this.listener = listener;
    long everyMillis = Math.max(1, client.deadlineMillis() / CHECKS_PER_DEADLINE);
    this.lateness =
        client
            .timer()
            .scheduleWithFixedDelay(
                this::breakWhenLate, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  /** Sends them in one message: 1 to 1,000. */
  public void send(Collection<Order> orders) {
    long nowNanos = System.nanoTime();
    send(orders.stream().map(order -> new Sent(order, 1, nowNanos)).toList());
  }

  /** Under the lock, so that a stream that breaks takes either all of them with it or none. */
  private synchronized void send(List<Sent> transfers) {
    CreateTransfersRequest.Builder message = CreateTransfersRequest.newBuilder();
    for (Sent sent : transfers) {
      unanswered.put(sent.order().name(), sent);
      message.addRequests(sent.order().request());
    }
    Results results = open.orElseGet(Results::new);
    if (open.isEmpty()) {
      open = Optional.of(results);
      LedgerServiceGrpc.newStub(client.channel()).createTransfers(results);
    }
    results.requests.onNext(message.build());
  }

  private void again(List<Sent> transfers) {
    tally.resent(transfers.size());
    long nowNanos = System.nanoTime();
    send(
        transfers.stream()
            .map(sent -> new Sent(sent.order(), sent.sends() + 1, nowNanos))
            .toList());
  }

  private void answered(Results results, CreateTransfersResponse response) {
    Answers answers = new Answers();
    synchronized (this) {
      if (!isOpen(results)) {
        // Given up: all it did not answer was sent again by another.
        return;
      }
      for (CreateTransferResult result : response.getResultsList()) {
        Sent sent = unanswered.remove(result.getName());
        if (sent == null) {
          tally.unexpected();
        } else {
          answers.add(sent, result.hasResponse() ? Outcome.OK : Outcome.of(result.getError()));
        }
      }
    }
    answers.give();
  }

  /** All that is on its way has this outcome. */
  private void broken(Results results, Outcome outcome) {
    Answers answers = new Answers();
    synchronized (this) {
      if (!isOpen(results)) {
        return;
      }
      open = Optional.empty();
      unanswered.values().forEach(sent -> answers.add(sent, outcome));
      unanswered.clear();
    }
    answers.give();
  }

  private boolean isOpen(Results results) {
    return open.isPresent() && open.get() == results;
  }

  private void breakWhenLate() {
    long oldestNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(client.deadlineMillis());
    Optional<Results> late;
    synchronized (this) {
      boolean inTime =
          unanswered.values().stream().noneMatch(sent -> sent.sentNanos() - oldestNanos < 0);
      late = inTime ? Optional.empty() : open;
    }
    late.ifPresent(
        results -> {
          broken(results, new Outcome(Status.Code.DEADLINE_EXCEEDED, "", "no answer in time"));
          results.requests.cancel("no answer in time", null);
        });
  }

  /** Ends the stream; to be called when all is answered. */
  @Override
  public void close() {
    lateness.cancel(false);
    Optional<Results> last;
    synchronized (this) {
      last = open;
      open = Optional.empty();
    }
    last.ifPresent(results -> results.requests.onCompleted());
  }

  /** Outcomes of some transfers: those to send again, and the others. */
  private final class Answers {
    private final List<Ended> ended = new ArrayList<>();
    private final List<Sent> toSend = new ArrayList<>();

    void add(Sent sent, Outcome outcome) {
      if (outcome.isToBeSentAgain() && sent.sends() <= client.retries()) {
        toSend.add(sent);
      } else {
        tally.done(sent.order(), outcome);
        ended.add(new Ended(sent.order(), outcome));
      }
    }

    void give() {
      if (!toSend.isEmpty()) {
        client.afterPause(toSend.get(0).sends(), () -> again(toSend));
      }
      if (!ended.isEmpty()) {
        listener.ended(ended);
      }
    }
  }

  private final class Results
      implements ClientResponseObserver<CreateTransfersRequest, CreateTransfersResponse> {
    private ClientCallStreamObserver<CreateTransfersRequest> requests;

    @Override
    public void beforeStart(ClientCallStreamObserver<CreateTransfersRequest> stream) {
      requests = stream;
    }

    @Override
    public void onNext(CreateTransfersResponse response) {
      answered(this, response);
    }

    @Override
    public void onError(Throwable error) {
      broken(this, Outcome.of(error));
    }

    @Override
    public void onCompleted() {
      broken(this, new Outcome(Status.Code.UNAVAILABLE, "", "the server ended the stream"));
    }
  }
}

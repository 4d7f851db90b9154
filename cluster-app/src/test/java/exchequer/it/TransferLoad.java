package exchequer.it;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that keep a number of transfers under way. Each transfer is sent again, with the same id,
 * until its outcome is known; some once more after that.
 */
final class TransferLoad implements AutoCloseable {
  private static final int SLOTS = 128;
  private static final long DEADLINE_SECONDS = 5;
  private static final int RETRY_AFTER_MILLIS = 20;
  private static final int RETRY_AT_MOST_MILLIS = 500;

  /** One of so many answered transfers is sent once more. */
  private static final int REPEATED = 16;

  private static final Set<Status.Code> REFUSED =
      Set.of(Status.Code.FAILED_PRECONDITION, Status.Code.NOT_FOUND);

  private final TestClient client;
  private final LoadAccounts accounts;
  private final RecordedOutcomes outcomes;
  private final Duration pauseAtMost;
  private final CountDownLatch ended = new CountDownLatch(SLOTS);
  private final AtomicLong retries = new AtomicLong();
  private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean ending;

  private TransferLoad(
      TestClient client, LoadAccounts accounts, RecordedOutcomes outcomes, Duration pauseAtMost) {
    this.client = client;
    this.accounts = accounts;
    this.outcomes = outcomes;
    this.pauseAtMost = pauseAtMost;
  }

  /**
   * @param pauseAtMost of each client between two transfers; zero for as much as the ledger takes
   */
  static TransferLoad start(
      TestClient client,
      LoadAccounts accounts,
      RecordedOutcomes outcomes,
      SplittableRandom random,
      Duration pauseAtMost) {
    TransferLoad load = new TransferLoad(client, accounts, outcomes, pauseAtMost);
    for (int slot = 0; slot < SLOTS; slot++) {
      load.new Slot(random.split()).next();
    }
    return load;
  }

  /** Begins no more transfers; false when some are still not answered after this time. */
  boolean end(Duration timeout) throws InterruptedException {
    ending = true;
    return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  long retries() {
    return retries.get();
  }

  @Override
  public void close() {
    pauses.shutdownNow();
  }

  /** One transfer after the other; used by one thread at a time. */
  private final class Slot implements StreamObserver<CreateTransferResponse> {
    private final SplittableRandom random;
    private CreateTransferRequest request;
    private boolean repeating;
    private int backoffMillis = RETRY_AFTER_MILLIS;

    Slot(SplittableRandom random) {
      this.random = random;
    }

    void next() {
      if (ending) {
        ended.countDown();
        return;
      }
      request = accounts.next(random);
      repeating = false;
      outcomes.sent(request);
      send();
    }

    private void send() {
      client
          .streaming()
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .createTransfer(request, this);
    }

    @Override
    public void onNext(CreateTransferResponse response) {
      outcomes.acknowledge(
          new RecordedOutcomes.Outcome(request, Optional.empty()), response.getReplayed());
    }

    @Override
    public void onCompleted() {
      answered();
    }

    @Override
    public void onError(Throwable thrown) {
      Status.Code code = Status.fromThrowable(thrown).getCode();
      if (Patience.isToRetry(thrown)) {
        retries.incrementAndGet();
        backoffMillis = Math.min(2 * backoffMillis, RETRY_AT_MOST_MILLIS);
        var unused =
            pauses.schedule(this::send, random.nextInt(1, backoffMillis), TimeUnit.MILLISECONDS);
        return;
      }
      if (REFUSED.contains(code) && thrown instanceof StatusRuntimeException refused) {
        outcomes.acknowledge(
            new RecordedOutcomes.Outcome(request, Optional.of(TestClient.reason(refused))),
            TestClient.info(refused).containsMetadata("replayed"));
      } else {
        outcomes.contradict(RecordedOutcomes.nameOf(request), "is answered " + thrown);
      }
      answered();
    }

    private void answered() {
      backoffMillis = RETRY_AFTER_MILLIS;
      if (!repeating && random.nextInt(REPEATED) == 0) {
        repeating = true;
        send();
      } else if (pauseAtMost.isZero()) {
        next();
      } else {
        long pauseMillis = random.nextLong(pauseAtMost.toMillis());
        var unused = pauses.schedule(this::next, pauseMillis, TimeUnit.MILLISECONDS);
      }
    }
  }
}

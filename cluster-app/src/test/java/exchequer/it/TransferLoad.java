package exchequer.it;

import exchequer.client.LedgerClient;
import exchequer.client.TransferOutcome;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Reason;
import java.time.Duration;
import java.util.Optional;
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
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofMillis(20);
  private static final Duration RETRY_AT_MOST = Duration.ofMillis(500);

  /** Longer than any load: each transfer is sent again until it is answered, or the load closed. */
  private static final Duration TIMEOUT = Duration.ofHours(2);

  private static final int SENDS_AT_MOST = 1_000_000;

  /** One of so many answered transfers is sent once more. */
  private static final int REPEATED = 16;

  private final LedgerClient ledger;
  private final LoadAccounts accounts;
  private final RecordedOutcomes outcomes;
  private final Duration pauseAtMost;
  private final CountDownLatch ended = new CountDownLatch(SLOTS);
  private final AtomicLong retries = new AtomicLong();
  private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean ending;

  private TransferLoad(
      TestClient client, LoadAccounts accounts, RecordedOutcomes outcomes, Duration pauseAtMost) {
    this.ledger =
        client
            .repeating()
            .timeout(TIMEOUT)
            .attemptTimeout(DEADLINE)
            .maxSends(SENDS_AT_MOST)
            .pauses(RETRY_AFTER, RETRY_AT_MOST)
            .resendListener((error, waited) -> retries.incrementAndGet())
            .build();
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
    ledger.close();
  }

  /** One transfer after the other; used by one thread at a time. */
  private final class Slot {
    private final SplittableRandom random;
    private CreateTransferRequest request;
    private boolean repeating;

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
      var unused = ledger.transferAsync(request).thenAccept(this::told);
    }

    private void told(TransferOutcome outcome) {
      switch (outcome.state()) {
        case POSTED -> acknowledge(Optional.empty(), outcome.isReplayed());
        case REFUSED ->
            acknowledge(
                outcome.error().map(error -> Reason.valueOf(error.reason())), outcome.isReplayed());
        case REJECTED ->
            outcomes.contradict(RecordedOutcomes.nameOf(request), "is answered " + outcome);
        // The load is closed: it stays without an answer.
        case NOT_TAKEN, UNKNOWN -> {
          return;
        }
      }
      answered();
    }

    private void acknowledge(Optional<Reason> refusal, boolean replayed) {
      outcomes.acknowledge(new RecordedOutcomes.Outcome(request, refusal), replayed);
    }

    private void answered() {
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

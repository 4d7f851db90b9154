package exchequer.it;

import exchequer.client.LedgerClient;
import exchequer.client.TransferOutcome;
import exchequer.client.TransferStream;
import exchequer.v1.CreateTransferRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sends transfers through one stream of the client library, with a bounded number on their way. To
 * be used by one thread. A transfer that is not posted ends it.
 */
final class TransferSender implements AutoCloseable {
  private static final int MAX_REQUESTS = 100;

  /** A message waits for room for all that is in it: small enough that others stay on their way. */
  private static final int MESSAGES_AT_LEAST = 8;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final int requestsOfMessage;
  private final LedgerClient ledger;
  private final TransferStream stream;
  private final AtomicLong posted = new AtomicLong();
  private volatile Optional<TransferOutcome> failed = Optional.empty();

  TransferSender(TestClient client, int maxInFlight) {
    requestsOfMessage = Math.min(MAX_REQUESTS, Math.max(1, maxInFlight / MESSAGES_AT_LEAST));
    ledger =
        client
            .repeating()
            .timeout(TIMEOUT)
            .attemptTimeout(TIMEOUT)
            .pauses(PAUSE, PAUSE)
            .directExecutor()
            .build();
    stream = ledger.stream(maxInFlight, this::told);
  }

  private void told(List<TransferOutcome> outcomes) {
    for (TransferOutcome outcome : outcomes) {
      if (outcome.isPosted()) {
        posted.incrementAndGet();
      } else {
        failed = Optional.of(outcome);
      }
    }
  }

  /** Sends the transfers as there is room for them, several in a message. */
  void send(int count, Supplier<CreateTransferRequest> transfers) {
    for (int left = count; left > 0; left -= requestsOfMessage) {
      List<CreateTransferRequest> message = new ArrayList<>();
      while (message.size() < Math.min(left, requestsOfMessage)) {
        message.add(transfers.get());
      }
      try {
        stream.send(message);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
      check();
    }
  }

  private void check() {
    failed.ifPresent(
        outcome -> {
          throw new AssertionError("not posted: " + outcome);
        });
  }

  /** Acknowledged so far. */
  long posted() {
    return posted.get();
  }

  /** Waits for all that was sent. */
  @Override
  public void close() {
    try (ledger) {
      stream.close();
    }
    check();
  }
}

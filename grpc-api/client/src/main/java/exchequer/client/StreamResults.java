package exchequer.client;

import exchequer.v1.CreateTransferResult;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Results of some transfers that came together: those with an outcome, and those to send again. */
final class StreamResults {
  private static final LedgerError NO_RESULT =
      LedgerError.local(Status.INTERNAL.withDescription("the result is empty"), true);

  private final long nowNanos = System.nanoTime();

  // One for all, so that what fails together stays together: in one message.
  private final double random = ThreadLocalRandom.current().nextDouble();

  private final List<TransferOutcome> ended = new ArrayList<>();
  private final Map<Duration, List<StreamedTransfer>> again = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();

  private record Failure(LedgerError error, Duration waited) {}

  void add(StreamedTransfer transfer, CreateTransferResult result) {
    switch (result.getOutcomeCase()) {
      case RESPONSE -> ended.add(transfer.posted(result.getResponse()));
      case ERROR -> add(transfer, LedgerError.of(result.getError()));
      case OUTCOME_NOT_SET -> add(transfer, NO_RESULT);
    }
  }

  void add(StreamedTransfer transfer, LedgerError error) {
    Optional<Duration> pause = transfer.failed(error, nowNanos, random);
    if (pause.isEmpty()) {
      ended.add(transfer.givenUp());
    } else {
      again.computeIfAbsent(pause.get(), any -> new ArrayList<>()).add(transfer);
      failures.add(new Failure(error, transfer.since(nowNanos).plus(pause.get())));
    }
  }

  /** By the pause before it; the client's listener is told. */
  Map<Duration, List<StreamedTransfer>> again(Sender sender) {
    failures.forEach(failure -> sender.sendsAgain(failure.error(), failure.waited()));
    return again;
  }

  List<TransferOutcome> ended() {
    return ended;
  }
}

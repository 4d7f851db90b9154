package exchequer.client;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import java.time.Duration;
import java.util.Optional;

/** A transfer of a stream that has no outcome yet. For one thread at a time. */
final class StreamedTransfer {
  private final CreateTransferRequest request;
  private final String name;
  private final Attempts attempts;
  private boolean onItsWay;
  private long lateNanos;

  StreamedTransfer(CreateTransferRequest request, Attempts attempts) {
    this.request = request;
    this.name = Transfers.name(request);
    this.attempts = attempts;
  }

  CreateTransferRequest request() {
    return request;
  }

  String name() {
    return name;
  }

  void sent(long nowNanos) {
    onItsWay = true;
    lateNanos = nowNanos + attempts.sendNanos(nowNanos);
  }

  boolean isOnItsWay() {
    return onItsWay;
  }

  boolean isLate(long nowNanos) {
    return onItsWay && nowNanos - lateNanos > 0;
  }

  /** The pause before it is sent again; empty when it is not. */
  Optional<Duration> failed(LedgerError failure, long nowNanos, double random) {
    onItsWay = false;
    return attempts.failed(failure, nowNanos, random);
  }

  Duration since(long nowNanos) {
    return attempts.since(nowNanos);
  }

  TransferOutcome posted(CreateTransferResponse response) {
    onItsWay = false;
    return TransferOutcome.of(request, Answer.of(response, attempts.sends()));
  }

  /** After it failed: what is known of it. */
  TransferOutcome givenUp() {
    return TransferOutcome.of(
        request, Answer.failed(attempts.error(), attempts.mayHaveBeenDone(), attempts.sends()));
  }
}

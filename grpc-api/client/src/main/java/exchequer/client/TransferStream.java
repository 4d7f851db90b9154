package exchequer.client;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

/**
 * Transfers in bulk, over one stream after another: when one breaks, or an answer is late, another
 * is opened, and what had no answer is sent again with the same id. Each transfer has one outcome.
 * For any number of threads.
 */
public final class TransferStream implements AutoCloseable {
  private static final int CHECKS_PER_ATTEMPT = 4;

  private final Sender sender;
  private final Consumer<List<TransferOutcome>> listener;
  private final Room room;
  private final ScheduledFuture<?> lateness;

  /** By name, all that have no outcome: on their way, or waiting to be sent again. */
  private final Map<String, StreamedTransfer> pending = new HashMap<>();

  private Optional<OpenStream> open = Optional.empty();
  private boolean ending;
  private long unexpected;

  TransferStream(Sender sender, int mostInFlight, Consumer<List<TransferOutcome>> listener) {
    this.sender = sender;
    this.listener = listener;
    this.room = new Room(mostInFlight);
    Duration period = sender.rule().attemptTimeout().dividedBy(CHECKS_PER_ATTEMPT);
    this.lateness = sender.every(period, this::breakWhenLate);
  }

  /** Sends one, when there is room for it. */
  public void send(CreateTransferRequest request) throws InterruptedException {
    send(List.of(request));
  }

  /**
   * Sends them together, when there is room for all: in one message, or in as few as the contract
   * allows.
   *
   * @throws IllegalArgumentException when there are more than may be in flight, one is larger than
   *     a message may be, or one has the name of another that has no outcome yet
   * @throws IllegalStateException when the stream was ended
   */
  public void send(Collection<CreateTransferRequest> requests) throws InterruptedException {
    requests.forEach(Messages::check);
    room.take(requests.size());
    long nowNanos = System.nanoTime();
    List<StreamedTransfer> transfers = new ArrayList<>(requests.size());
    for (CreateTransferRequest request : requests) {
      transfers.add(
          new StreamedTransfer(
              request, new Attempts(sender.rule(), RequestKind.TRANSFER, nowNanos)));
    }
    boolean taken = false;
    try {
      sendNow(transfers, true);
      taken = true;
    } finally {
      if (!taken) room.giveBack(requests.size());
    }
  }

  /** Under the lock, so that a stream that breaks takes either all of them with it or none. */
  private synchronized void sendNow(List<StreamedTransfer> transfers, boolean first) {
    if (first) enter(transfers);
    long nowNanos = System.nanoTime();
    transfers.forEach(transfer -> transfer.sent(nowNanos));
    OpenStream stream = open.orElseGet(() -> new OpenStream(this));
    if (open.isEmpty()) {
      open = Optional.of(stream);
      stream.start(sender.channel());
    }
    Messages.of(transfers).forEach(stream::send);
  }

  private void enter(List<StreamedTransfer> transfers) {
    if (ending) throw new IllegalStateException("the stream was ended");
    for (int entered = 0; entered < transfers.size(); entered++) {
      StreamedTransfer transfer = transfers.get(entered);
      if (pending.putIfAbsent(transfer.name(), transfer) != null) {
        transfers.subList(0, entered).forEach(other -> pending.remove(other.name()));
        throw new IllegalArgumentException("has no outcome yet: " + transfer.name());
      }
    }
  }

  void answered(OpenStream stream, CreateTransfersResponse response) {
    StreamResults results = new StreamResults();
    synchronized (this) {
      // Given up: all it did not answer is sent again by another.
      if (!isOpen(stream)) return;
      for (CreateTransferResult result : response.getResultsList()) {
        StreamedTransfer transfer = pending.get(result.getName());
        if (transfer == null || !transfer.isOnItsWay()) {
          unexpected++;
        } else {
          results.add(transfer, result);
        }
      }
    }
    give(results);
  }

  /** Whatever ended the stream, it says nothing of the transfers that were sent. */
  void broken(OpenStream stream, LedgerError error) {
    StreamResults results = new StreamResults();
    synchronized (this) {
      if (!isOpen(stream)) return;
      open = Optional.empty();
      pending.values().stream()
          .filter(StreamedTransfer::isOnItsWay)
          .forEach(transfer -> results.add(transfer, error));
    }
    give(results);
  }

  private void give(StreamResults results) {
    results
        .again(sender)
        .forEach((pause, transfers) -> sender.after(pause, () -> sendAgain(transfers)));
    tell(results.ended());
  }

  private void sendAgain(List<StreamedTransfer> transfers) {
    if (sender.isClosed()) {
      tell(transfers.stream().map(StreamedTransfer::givenUp).toList());
    } else {
      sendNow(transfers, false);
    }
  }

  private void tell(List<TransferOutcome> outcomes) {
    if (outcomes.isEmpty()) return;
    synchronized (this) {
      outcomes.forEach(outcome -> pending.remove(outcome.name()));
      endWhenEmpty();
    }
    room.leave(outcomes.size());
    try {
      listener.accept(outcomes);
    } finally {
      room.told(outcomes.size());
    }
  }

  private boolean isOpen(OpenStream stream) {
    return open.isPresent() && open.get() == stream;
  }

  private void breakWhenLate() {
    long nowNanos = System.nanoTime();
    Optional<OpenStream> late;
    synchronized (this) {
      boolean inTime = pending.values().stream().noneMatch(sent -> sent.isLate(nowNanos));
      late = inTime ? Optional.empty() : open;
    }
    late.ifPresent(
        stream -> {
          Status reason = Status.DEADLINE_EXCEEDED.withDescription("no answer in time");
          broken(stream, LedgerError.local(reason, stream.isSent()));
          stream.cancel("no answer in time");
        });
  }

  private void endWhenEmpty() {
    if (!ending || !pending.isEmpty()) return;
    lateness.cancel(false);
    open.ifPresent(OpenStream::complete);
    open = Optional.empty();
  }

  /** Results that came for transfers that were not sent, or had their answer: a fault. */
  public synchronized long unexpectedResults() {
    return unexpected;
  }

  /** Takes no more transfers, and ends the stream when all have their outcome. Does not wait. */
  public synchronized void end() {
    ending = true;
    endWhenEmpty();
  }

  /** Ends, and returns when the listener was told all outcomes, which the timeout bounds. */
  @Override
  public void close() {
    end();
    room.awaitAllTold();
  }
}

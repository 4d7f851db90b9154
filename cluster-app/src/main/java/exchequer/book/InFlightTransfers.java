package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.InFlight;
import exchequer.ledger.Remembered;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transfers this book has sent to others: who waits for the outcome, when to send again, and
 * which are known to be accepted though this book's own event is not yet appended.
 */
final class InFlightTransfers {
  /** Sends of one id that wait at the same time; a retrying client has one or two. */
  private static final int MAX_WAITERS = 16;

  private final long resendAfterNanos;
  private final long resendAtMostNanos;
  private final Map<TransferKey, Sending> sendings = new HashMap<>();

  private static final class Sending {
    private final List<Waiter> waiters = new ArrayList<>(1);
    private long nextNanos;
    private long backoffNanos;
    private boolean accepted;

    private boolean isDue(long nowNanos) {
      return !accepted && backoffNanos > 0 && nextNanos - nowNanos <= 0;
    }
  }

  private record Waiter(ActorRef<BookAnswer> replyTo, boolean replayed) {}

  InFlightTransfers(Duration resendAfter, Duration resendAtMost) {
    this.resendAfterNanos = resendAfter.toNanos();
    this.resendAtMostNanos = resendAtMost.toNanos();
  }

  /** To be called when a credit is sent for the first time by this incarnation of the book. */
  void sent(TransferKey key, long nowNanos) {
    Sending sending = sendings.computeIfAbsent(key, k -> new Sending());
    sending.backoffNanos = resendAfterNanos;
    sending.nextNanos = nowNanos + resendAfterNanos;
  }

  /** Answers at the outcome; at once when that is known. */
  void await(InFlight transfer, ActorRef<BookAnswer> replyTo, boolean replayed) {
    Sending sending = sendings.computeIfAbsent(transfer.order().key(), k -> new Sending());
    Waiter waiter = new Waiter(replyTo, replayed);
    if (sending.accepted) {
      tell(waiter, posted(transfer));
    } else {
      if (sending.waiters.size() == MAX_WAITERS) {
        sending.waiters.remove(0); // Most likely given up: it has waited longest.
      }
      sending.waiters.add(waiter);
    }
  }

  /** The destination has accepted, which is final and durable there: who waits is answered now. */
  void accepted(InFlight transfer) {
    Sending sending = sendings.computeIfAbsent(transfer.order().key(), k -> new Sending());
    sending.accepted = true;
    answer(sending, posted(transfer));
  }

  /** Whether the outcome is POSTED although the book's state does not say so yet. */
  boolean isAccepted(TransferKey key) {
    Sending sending = sendings.get(key);
    return sending != null && sending.accepted;
  }

  /** This book has appended the outcome. */
  void settled(Remembered.Decided transfer) {
    Sending sending = sendings.remove(transfer.key());
    if (sending != null) {
      answer(sending, transfer);
    }
  }

  /** Those of the transfers that are to be sent again now. */
  List<InFlight> due(Collection<InFlight> inFlight, long nowNanos) {
    List<InFlight> due = new ArrayList<>();
    for (InFlight transfer : inFlight) {
      Sending sending = sendings.get(transfer.order().key());
      if (sending != null && sending.isDue(nowNanos)) {
        sending.backoffNanos = Math.min(2 * sending.backoffNanos, resendAtMostNanos);
        sending.nextNanos = nowNanos + sending.backoffNanos;
        due.add(transfer);
      }
    }
    return due;
  }

  /** Gives up on all who wait: the book stops. */
  void abandon(BookAnswer answer) {
    sendings
        .values()
        .forEach(sending -> sending.waiters.forEach(waiter -> waiter.replyTo().tell(answer)));
    sendings.clear();
  }

  static Remembered.Decided posted(InFlight transfer) {
    return new Remembered.Decided(transfer.order(), Optional.empty(), transfer.begunAt());
  }

  private static void answer(Sending sending, Remembered.Decided transfer) {
    sending.waiters.forEach(waiter -> tell(waiter, transfer));
    sending.waiters.clear();
  }

  private static void tell(Waiter waiter, Remembered.Decided transfer) {
    waiter
        .replyTo()
        .tell(new BookAnswer.Decided(new Reply.TransferOutcome(transfer, waiter.replayed())));
  }
}

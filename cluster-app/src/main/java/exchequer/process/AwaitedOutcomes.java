package exchequer.process;

import exchequer.ledger.InFlight;
import exchequer.ledger.Outcome;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The transfers this book has sent to others: who waits for the outcome, when to send the credit
 * again, and which are known to be accepted though this book's own event is not yet appended.
 *
 * <p>A credit is sent again for as long as the book's state has the transfer in flight, whatever
 * became of an earlier outcome. Only while an outcome is here to be decided is nothing sent: so
 * each transfer has one outcome in the book's queue at most.
 */
final class AwaitedOutcomes {
  private final long resendAfterNanos;
  private final long resendAtMostNanos;
  private final long answerTimeoutNanos;
  private final int maxRepeats;
  private final Map<TransferKey, Sending> sendings = new HashMap<>();

  /** Sends of a transfer that had begun already, which wait for its outcome. */
  private int repeats;

  private static final class Sending {
    private final Deque<Waiter> waiters = new ArrayDeque<>(1);
    private long nextNanos;
    private long backoffNanos;
    private boolean accepted;
    private boolean outcomeIsHere;

    private boolean isDue(long nowNanos) {
      return !outcomeIsHere && backoffNanos > 0 && nextNanos - nowNanos <= 0;
    }

    private void nextAfter(long delayNanos, long nowNanos) {
      backoffNanos = delayNanos;
      nextNanos = nowNanos + delayNanos;
    }
  }

  private record Waiter(Asker asker, boolean replayed, long sinceNanos) {}

  /**
   * @param answerTimeout after which nobody waits for an answer any more
   * @param maxRepeats of sends that wait for the outcome of a transfer which had begun already; a
   *     transfer's first send always may wait, and is bounded by the transfers in flight
   */
  AwaitedOutcomes(
      Duration resendAfter, Duration resendAtMost, Duration answerTimeout, int maxRepeats) {
    this.resendAfterNanos = resendAfter.toNanos();
    this.resendAtMostNanos = resendAtMost.toNanos();
    this.answerTimeoutNanos = answerTimeout.toNanos();
    this.maxRepeats = maxRepeats;
  }

  /** To be called when a credit is sent for the first time by this incarnation of the book. */
  void sent(TransferKey key, long nowNanos) {
    sending(key).nextAfter(resendAfterNanos, nowNanos);
  }

  /**
   * Answers at the outcome, at once when that is known; at once also when too many wait, since this
   * send was not taken.
   */
  void await(InFlight transfer, Asker asker, boolean replayed, long nowNanos) {
    Sending sending = sending(transfer.order().key());
    Waiter waiter = new Waiter(asker, replayed, nowNanos);
    if (sending.accepted) {
      tell(waiter, posted(transfer));
    } else if (replayed && repeats >= maxRepeats) {
      asker.answer(new BookAnswer.Busy());
    } else {
      sending.waiters.add(waiter);
      repeats += replayed ? 1 : 0;
    }
  }

  /**
   * The destination has decided. When it has accepted, which is final and durable there, who waits
   * is answered now: nobody needs to wait for this book's own append.
   *
   * @return false when the outcome came before and is still to be decided here
   */
  boolean outcome(InFlight transfer, boolean accepted) {
    Sending sending = sending(transfer.order().key());
    if (accepted) {
      sending.accepted = true;
      answer(sending, posted(transfer));
    }
    boolean isNews = !sending.outcomeIsHere;
    sending.outcomeIsHere = true;
    return isNews;
  }

  /**
   * An outcome that came can't be decided now, and is dropped. The destination gives it once more
   * when the credit is sent again. That it has accepted stays known.
   */
  void outcomeLost(TransferKey key, long nowNanos) {
    Sending sending = sendings.get(key);
    if (sending != null) {
      sending.outcomeIsHere = false;
      sending.nextAfter(Math.max(sending.backoffNanos, resendAfterNanos), nowNanos);
    }
  }

  /** Whether the outcome is POSTED although the book's state does not say so yet. */
  boolean isAccepted(TransferKey key) {
    Sending sending = sendings.get(key);
    return sending != null && sending.accepted;
  }

  /** This book has appended the outcome. */
  void settled(Outcome.OfTransfer transfer) {
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
        sending.nextAfter(Math.min(2 * sending.backoffNanos, resendAtMostNanos), nowNanos);
        due.add(transfer);
      }
    }
    return due;
  }

  /** Makes room: those that have waited too long have given up, whatever they are told. */
  void answerOverdue(long nowNanos) {
    BookAnswer late = new BookAnswer.Unknown("the destination's book does not answer");
    for (Sending sending : sendings.values()) {
      drain(
          sending,
          waiter -> nowNanos - waiter.sinceNanos() >= answerTimeoutNanos,
          waiter -> waiter.asker().answer(late));
    }
  }

  /** Gives up on all who wait: the book stops. */
  void abandon(BookAnswer answer) {
    for (Sending sending : sendings.values()) {
      drain(sending, waiter -> true, waiter -> waiter.asker().answer(answer));
    }
    sendings.clear();
  }

  static Outcome.OfTransfer posted(InFlight transfer) {
    return new Outcome.OfTransfer(transfer.order(), Optional.empty(), transfer.begunAt());
  }

  private Sending sending(TransferKey key) {
    return sendings.computeIfAbsent(key, first -> new Sending());
  }

  private void answer(Sending sending, Outcome.OfTransfer transfer) {
    drain(sending, waiter -> true, waiter -> tell(waiter, transfer));
  }

  /** From the one that has waited longest. */
  private void drain(Sending sending, Predicate<Waiter> which, Consumer<Waiter> action) {
    while (!sending.waiters.isEmpty() && which.test(sending.waiters.peek())) {
      Waiter waiter = sending.waiters.remove();
      repeats -= waiter.replayed() ? 1 : 0;
      action.accept(waiter);
    }
  }

  private static void tell(Waiter waiter, Outcome.OfTransfer transfer) {
    waiter
        .asker()
        .answer(new BookAnswer.Decided(new Reply.TransferOutcome(transfer, waiter.replayed())));
  }
}

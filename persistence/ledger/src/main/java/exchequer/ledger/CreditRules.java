package exchequer.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the destination's book decides on a credit, once and for good. */
final class CreditRules {
  private final Moment at;

  CreditRules(Moment at) {
    this.at = at;
  }

  Decision accept(BookCommand.AcceptCredit command) {
    Credit credit = command.credit();
    Optional<Outcome> known = at.known(credit.key());
    if (known.isPresent()) {
      return credited(List.of(), credit.key(), known.get().refusal());
    }
    boolean isAhead = at.isFuture(credit.begunAt());
    // Else never earlier than it was begun: what Prefetch.acceptCredit relies on.
    Instant decidedAt = isAhead ? at.now : BookState.later(at.now, credit.begunAt());
    BookEvent event = decide(credit, decidedAt);
    Optional<Refusal> refusal =
        event instanceof BookEvent.CreditRefused refused
            ? Optional.of(refused.refusal())
            : Optional.empty();
    // One of two clocks is wrong. To wait would keep the money for as long as the clock jumped; to
    // take on the time would carry it into this book, and from here into others.
    List<BookEvent> events =
        isAhead && credit.begunAt().isAfter(at.book.creditsAheadThrough)
            ? List.of(new BookEvent.CreditFromFutureMet(credit.begunAt(), decidedAt), event)
            : List.of(event);
    return credited(events, credit.key(), refusal);
  }

  private static Decision credited(
      List<BookEvent> events, TransferKey key, Optional<Refusal> refusal) {
    return new Decision(
        events, new Answer.Nobody(), Optional.of(new BookCommand.SettleTransfer(key, refusal)));
  }

  private BookEvent decide(Credit credit, Instant decidedAt) {
    Optional<Account> destination = at.book.accounts.find(credit.destination());
    Optional<Refusal> refusal = refusal(destination, credit.asset(), credit.amount());
    if (refusal.isPresent()) {
      return new BookEvent.CreditRefused(credit.key(), refusal.get(), decidedAt);
    }
    Amount posted = destination.orElseThrow().balance().posted().plus(credit.amount());
    return new BookEvent.CreditAccepted(credit, posted, decidedAt);
  }

  /** Why an account may not be credited, if it may not. */
  static Optional<Refusal> refusal(Optional<Account> destination, Asset asset, Amount amount) {
    return destination.isEmpty()
        ? Optional.of(Refusal.DESTINATION_NOT_FOUND)
        : destination.get().refusalToCredit(asset, amount);
  }
}

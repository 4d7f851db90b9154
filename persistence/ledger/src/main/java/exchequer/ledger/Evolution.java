package exchequer.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Applies one event of the log to a book's state, live or in replay. Never refuses: what is in the
 * log has happened. An account's row may have been written after the marker was; events it already
 * contains leave it alone.
 */
final class Evolution implements BookEvent.Cases<Void> {
  private final BookState book;
  private final long sequenceNr;

  Evolution(BookState book, long sequenceNr) {
    this.book = book;
    this.sequenceNr = sequenceNr;
  }

  static Account opened(BookEvent.AccountOpened event, long sequenceNr) {
    return new Account(
        event.account(),
        event.asset(),
        event.at(),
        Terms.first(event.floor(), event.ceiling(), event.metadata(), event.at()),
        Balance.ZERO,
        Entries.NONE,
        sequenceNr);
  }

  @Override
  public Void accountOpened(BookEvent.AccountOpened event) {
    if (book.accounts.find(event.account()).isEmpty()) {
      book.accounts.change(opened(event, sequenceNr));
    }
    return null;
  }

  @Override
  public Void accountUpdated(BookEvent.AccountUpdated event) {
    behind(event.account())
        .map(account -> account.with(updated(account.terms(), event), sequenceNr))
        .ifPresent(book.accounts::change);
    return null;
  }

  private static Terms updated(Terms before, BookEvent.AccountUpdated event) {
    return before.with(event.floor(), event.ceiling(), event.metadata(), event.at());
  }

  @Override
  public Void accountStatusChanged(BookEvent.AccountStatusChanged event) {
    behind(event.account())
        .map(account -> account.with(account.terms().with(event.status(), event.at()), sequenceNr))
        .ifPresent(book.accounts::change);
    return null;
  }

  @Override
  public Void localTransferPosted(BookEvent.LocalTransferPosted event) {
    TransferOrder order = event.order();
    AccountId source = order.key().source();
    Posting debit =
        new Posting(
            order.key(),
            order.amount().negated(),
            event.sourcePosted(),
            order.destination(),
            event.at());
    Posting credit =
        new Posting(order.key(), order.amount(), event.destinationPosted(), source, event.at());
    post(source, debit, Optional.empty());
    post(order.destination(), credit, Optional.empty());
    remember(new Outcome.OfTransfer(order, Optional.empty(), event.at()), event.at());
    return null;
  }

  @Override
  public Void transferBegun(BookEvent.TransferBegun event) {
    book.inFlight.add(new InFlight(event.order(), event.at()));
    reserve(event.order().key().source(), event.inFlightOut());
    return null;
  }

  @Override
  public Void transferPosted(BookEvent.TransferPosted event) {
    InFlight transfer = settle(event.key());
    TransferOrder order = transfer.order();
    Posting debit =
        new Posting(
            event.key(), order.amount().negated(), event.posted(), order.destination(), event.at());
    post(event.key().source(), debit, Optional.of(event.inFlightOut()));
    remember(new Outcome.OfTransfer(order, Optional.empty(), transfer.begunAt()), event.at());
    return null;
  }

  @Override
  public Void transferRefused(BookEvent.TransferRefused event) {
    Optional<Refusal> refusal = Optional.of(event.refusal());
    remember(new Outcome.OfTransfer(event.order(), refusal, event.at()), event.at());
    return null;
  }

  @Override
  public Void transferReturned(BookEvent.TransferReturned event) {
    InFlight transfer = settle(event.key());
    reserve(event.key().source(), event.inFlightOut());
    Optional<Refusal> refusal = Optional.of(event.refusal());
    remember(new Outcome.OfTransfer(transfer.order(), refusal, transfer.begunAt()), event.at());
    return null;
  }

  @Override
  public Void creditAccepted(BookEvent.CreditAccepted event) {
    Credit credit = event.credit();
    Posting posting =
        new Posting(
            credit.key(), credit.amount(), event.posted(), credit.key().source(), event.at());
    post(credit.destination(), posting, Optional.empty());
    remember(Outcome.OfCredit.accepted(credit), event.at());
    return null;
  }

  @Override
  public Void creditRefused(BookEvent.CreditRefused event) {
    remember(Outcome.OfCredit.refused(event.key(), event.refusal()), event.at());
    return null;
  }

  @Override
  public Void creditFromFutureMet(BookEvent.CreditFromFutureMet event) {
    book.creditsAheadThrough = BookState.later(book.creditsAheadThrough, event.begunAt());
    return null;
  }

  private record Posting(
      TransferKey transfer, Amount amount, Amount balance, AccountId counterparty, Instant at) {}

  private void post(AccountId id, Posting posting, Optional<Amount> inFlightOut) {
    int bucket = book.statements.nextBucket();
    Optional<Account> behind = behind(id);
    if (behind.isEmpty()) {
      return;
    }
    Account before = behind.get();
    Balance balance =
        new Balance(posting.balance(), inFlightOut.orElse(before.balance().inFlightOut()));
    Account after = before.withEntry(balance, bucket, sequenceNr);
    OptionalInt previousBucket =
        before.entries().count() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(before.entries().lastBucket());
    book.statements.add(
        new Entry(
            id,
            after.entries().count(),
            posting.amount(),
            posting.balance(),
            posting.counterparty(),
            posting.transfer().id(),
            posting.at(),
            bucket,
            previousBucket,
            sequenceNr));
    book.accounts.change(after);
  }

  private void reserve(AccountId id, Amount inFlightOut) {
    behind(id)
        .map(
            account ->
                account.with(new Balance(account.balance().posted(), inFlightOut), sequenceNr))
        .ifPresent(book.accounts::change);
  }

  private InFlight settle(TransferKey key) {
    return book.inFlight
        .remove(key)
        .orElseThrow(
            () -> new IllegalStateException(key + " is settled in the log but was not in flight"));
  }

  private void remember(Outcome transfer, Instant at) {
    book.transfers.remember(transfer, sequenceNr, at);
  }

  /** The account, unless its state already contains this event. */
  private Optional<Account> behind(AccountId id) {
    Account account =
        book.accounts
            .find(id)
            .orElseThrow(
                () -> new IllegalStateException("the log knows " + id + ", no table does"));
    return account.sequenceNr() < sequenceNr ? Optional.of(account) : Optional.empty();
  }
}

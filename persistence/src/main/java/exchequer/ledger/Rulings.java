package exchequer.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides commands over a book's state, and changes nothing. Checks run in {@link Refusal} order.
 */
final class Rulings implements BookCommand.Cases<Decision> {
  private static final Decision NOTHING = Decision.answer(new Answer.Nobody());

  private final BookState book;
  private final int number;
  private final Lookup lookup;
  private final Instant wallClock;

  /** Never earlier than the newest event, whatever the wall clock does. */
  private final Instant now;

  Rulings(BookState book, int number, Lookup lookup, Instant wallClock) {
    this.book = book;
    this.number = number;
    this.lookup = lookup;
    this.wallClock = wallClock;
    this.now = BookState.later(wallClock, book.lastEventAt);
  }

  @Override
  public Decision openAccount(BookCommand.OpenAccount command) {
    Optional<Account> existing = book.accounts.find(command.account());
    if (existing.isPresent()) {
      return existing
              .get()
              .wasOpenedWith(
                  command.asset(), command.floor(), command.ceiling(), command.metadata())
          ? state(existing.get())
          : Decision.reject(Refusal.ACCOUNT_EXISTS);
    }
    var event =
        new BookEvent.AccountOpened(
            command.account(),
            command.asset(),
            command.floor(),
            command.ceiling(),
            Map.copyOf(command.metadata()),
            now);
    Account opened = Evolution.opened(event, nextSequenceNr());
    return opened
        .refusalToLimit(opened.floor(), opened.ceiling())
        .map(Decision::reject)
        .orElseGet(() -> Decision.of(event, new Reply.AccountState(opened)));
  }

  @Override
  public Decision updateAccount(BookCommand.UpdateAccount command) {
    Optional<Account> found = book.accounts.find(command.account());
    if (found.isEmpty()) {
      return Decision.reject(Refusal.ACCOUNT_NOT_FOUND);
    }
    Account account = found.get();
    boolean isClosed = account.status() == Account.Status.CLOSED;
    Limit floor = command.floor().orElse(account.floor());
    Limit ceiling = command.ceiling().orElse(account.ceiling());
    Map<String, String> metadata = Map.copyOf(command.metadata().orElse(account.metadata()));
    boolean isAsAsked = account.hasSettings(floor, ceiling, metadata);
    // What closed it was its last change, so that this was not.
    if (isStale(account, command.expectedVersion(), isAsAsked && !isClosed)) {
      return Decision.reject(Refusal.STALE_ETAG);
    }
    if (isClosed) {
      return Decision.reject(Refusal.ACCOUNT_CLOSED);
    }
    if (isAsAsked) {
      return state(account);
    }
    return account
        .refusalToLimit(floor, ceiling)
        .map(Decision::reject)
        .orElseGet(
            () ->
                Decision.of(
                    new BookEvent.AccountUpdated(account.id(), floor, ceiling, metadata, now),
                    new Reply.AccountState(
                        account.withSettings(floor, ceiling, metadata, now, nextSequenceNr()))));
  }

  @Override
  public Decision changeStatus(BookCommand.ChangeStatus command) {
    Optional<Account> found = book.accounts.find(command.account());
    if (found.isEmpty()) {
      return Decision.reject(Refusal.ACCOUNT_NOT_FOUND);
    }
    Account account = found.get();
    boolean isAsAsked = account.status() == command.status();
    if (isStale(account, command.expectedVersion(), isAsAsked)) {
      return Decision.reject(Refusal.STALE_ETAG);
    }
    if (isAsAsked) {
      return state(account);
    }
    if (account.status() == Account.Status.CLOSED) {
      return Decision.reject(Refusal.ACCOUNT_CLOSED);
    }
    if (command.status() == Account.Status.CLOSED && !account.isEmpty()) {
      return Decision.reject(Refusal.ACCOUNT_NOT_EMPTY);
    }
    return Decision.of(
        new BookEvent.AccountStatusChanged(account.id(), command.status(), now),
        new Reply.AccountState(account.withStatus(command.status(), now, nextSequenceNr())));
  }

  /**
   * Whether the client expects another version. Not when the expected one was the last before this,
   * and all is as the client asks: then the change was done, and the answer to it was lost.
   */
  private static boolean isStale(Account account, OptionalLong expected, boolean isAsAsked) {
    if (expected.isEmpty() || expected.getAsLong() == account.version()) {
      return false;
    }
    return !isAsAsked || expected.getAsLong() != account.version() - 1;
  }

  @Override
  public Decision makeTransfer(BookCommand.MakeTransfer command) {
    TransferOrder order = command.order();
    Optional<Decision> earlier = earlierSend(order);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    // After the look-up: a recorded id stays recognised whatever the clock says now.
    if (order.key().idTime().filter(this::isFuture).isPresent()) {
      return Decision.reject(Refusal.TRANSFER_ID_FROM_FUTURE);
    }
    Optional<Account> source = book.accounts.find(order.key().source());
    Optional<Refusal> refusal =
        source.isEmpty()
            ? Optional.of(Refusal.SOURCE_NOT_FOUND)
            : source.get().refusalToDebit(order.asset(), order.amount());
    if (refusal.isPresent()) {
      return refuse(order, refusal.get());
    }
    return order.destination().book(book.rules.books()) == number
        ? postHere(order, source.orElseThrow())
        : begin(order, source.orElseThrow());
  }

  private Optional<Decision> earlierSend(TransferOrder order) {
    Optional<InFlight> onItsWay = book.inFlight.find(order.key());
    if (onItsWay.isPresent()) {
      return onItsWay.map(
          transfer ->
              transfer.order().equals(order)
                  ? Decision.answer(new Answer.AtOutcome(transfer, true))
                  : Decision.reject(Refusal.TRANSFER_ID_REUSED));
    }
    return decided(order.key())
        .map(
            known ->
                known.order().equals(order)
                    ? Decision.answer(new Reply.TransferOutcome(known, true))
                    : Decision.reject(Refusal.TRANSFER_ID_REUSED));
  }

  private Decision refuse(TransferOrder order, Refusal refusal) {
    return Decision.of(
        new BookEvent.TransferRefused(order, refusal, now),
        outcome(order, Optional.of(refusal), now));
  }

  private Decision postHere(TransferOrder order, Account source) {
    Optional<Account> destination = book.accounts.find(order.destination());
    Optional<Refusal> refusal = refusalToCredit(destination, order.asset(), order.amount());
    if (refusal.isPresent()) {
      return refuse(order, refusal.get());
    }
    Amount sourcePosted = source.posted().minus(order.amount());
    Amount destinationPosted = destination.orElseThrow().posted().plus(order.amount());
    return Decision.of(
        new BookEvent.LocalTransferPosted(order, sourcePosted, destinationPosted, now),
        outcome(order, Optional.empty(), now));
  }

  private Decision begin(TransferOrder order, Account source) {
    if (!book.inFlight.hasRoomFor(order)) {
      return Decision.reject(Refusal.BOOK_BUSY);
    }
    Amount inFlightOut = source.inFlightOut().plus(order.amount());
    InFlight transfer = new InFlight(order, now);
    return new Decision(
        List.of(new BookEvent.TransferBegun(order, inFlightOut, now)),
        new Answer.AtOutcome(transfer, false),
        Optional.of(new BookCommand.AcceptCredit(transfer.credit())));
  }

  @Override
  public Decision acceptCredit(BookCommand.AcceptCredit command) {
    Credit credit = command.credit();
    Optional<Remembered> known = known(credit.key());
    if (known.isPresent()) {
      return credited(List.of(), credit.key(), known.get().refusal());
    }
    boolean isAhead = isFuture(credit.begunAt());
    // Else never earlier than it was begun: what Needs.acceptCredit relies on.
    Instant at = isAhead ? now : BookState.later(now, credit.begunAt());
    BookEvent event = decideCredit(credit, at);
    Optional<Refusal> refusal =
        event instanceof BookEvent.CreditRefused refused
            ? Optional.of(refused.refusal())
            : Optional.empty();
    // One of two clocks is wrong. To wait would keep the money for as long as the clock jumped; to
    // take on the time would carry it into this book, and from here into others.
    List<BookEvent> events =
        isAhead && credit.begunAt().isAfter(book.creditsAheadThrough)
            ? List.of(new BookEvent.CreditFromFutureMet(credit.begunAt(), at), event)
            : List.of(event);
    return credited(events, credit.key(), refusal);
  }

  private static Decision credited(
      List<BookEvent> events, TransferKey key, Optional<Refusal> refusal) {
    return new Decision(
        events, new Answer.Nobody(), Optional.of(new BookCommand.SettleTransfer(key, refusal)));
  }

  private BookEvent decideCredit(Credit credit, Instant at) {
    Optional<Account> destination = book.accounts.find(credit.destination());
    Optional<Refusal> refusal = refusalToCredit(destination, credit.asset(), credit.amount());
    if (refusal.isPresent()) {
      return new BookEvent.CreditRefused(credit.key(), refusal.get(), at);
    }
    Amount posted = destination.orElseThrow().posted().plus(credit.amount());
    return new BookEvent.CreditAccepted(credit, posted, at);
  }

  /** By the wall clock alone: the book's own time may still be that of a clock that was ahead. */
  private boolean isFuture(Instant time) {
    return time.isAfter(wallClock.plus(book.rules.clockSkew()));
  }

  @Override
  public Decision settleTransfer(BookCommand.SettleTransfer command) {
    Optional<InFlight> onItsWay = book.inFlight.find(command.key());
    if (onItsWay.isEmpty()) {
      return NOTHING; // Settled before: the answer came twice.
    }
    InFlight transfer = onItsWay.get();
    Account source = book.accounts.find(command.key().source()).orElseThrow();
    Amount amount = transfer.order().amount();
    Amount inFlightOut = source.inFlightOut().minus(amount);
    BookEvent event =
        command.refusal().isPresent()
            ? new BookEvent.TransferReturned(
                command.key(), command.refusal().get(), inFlightOut, now)
            : new BookEvent.TransferPosted(
                command.key(), source.posted().minus(amount), inFlightOut, now);
    return Decision.of(
        event,
        new Answer.Outcome(
            new Remembered.Decided(transfer.order(), command.refusal(), transfer.begunAt())));
  }

  @Override
  public Decision readAccount(BookCommand.ReadAccount command) {
    return book.accounts
        .find(command.account())
        .map(Rulings::state)
        .orElseGet(() -> Decision.reject(Refusal.ACCOUNT_NOT_FOUND));
  }

  @Override
  public Decision readTransfer(BookCommand.ReadTransfer command) {
    Optional<InFlight> onItsWay = book.inFlight.find(command.key());
    if (onItsWay.isPresent()) {
      return Decision.answer(new Reply.TransferInFlight(onItsWay.get()));
    }
    return decided(command.key())
        .map(known -> Decision.answer(new Reply.TransferOutcome(known, false)))
        .orElseGet(() -> Decision.reject(Refusal.TRANSFER_NOT_FOUND));
  }

  @Override
  public Decision readStatement(BookCommand.ReadStatement command) {
    return book.accounts
        .find(command.account())
        .map(account -> book.statements.head(account, command.window()))
        .map(head -> Decision.answer(new Reply.Statement(head)))
        .orElseGet(() -> Decision.reject(Refusal.ACCOUNT_NOT_FOUND));
  }

  private Optional<Remembered> known(TransferKey key) {
    return lookup.found().or(() -> book.transfers.find(key));
  }

  private Optional<Remembered.Decided> decided(TransferKey key) {
    return known(key).map(Remembered.Decided.class::cast);
  }

  private static Optional<Refusal> refusalToCredit(
      Optional<Account> destination, Asset asset, Amount amount) {
    return destination.isEmpty()
        ? Optional.of(Refusal.DESTINATION_NOT_FOUND)
        : destination.get().refusalToCredit(asset, amount);
  }

  private static Reply outcome(TransferOrder order, Optional<Refusal> refusal, Instant takenUpAt) {
    return new Reply.TransferOutcome(new Remembered.Decided(order, refusal, takenUpAt), false);
  }

  private static Decision state(Account account) {
    return Decision.answer(new Reply.AccountState(account));
  }

  private long nextSequenceNr() {
    return book.sequenceNr + 1;
  }
}

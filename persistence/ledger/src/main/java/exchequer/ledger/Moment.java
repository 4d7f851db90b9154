package exchequer.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A book at the moment when it decides a command, and which rules decide it. They look at the
 * book's state, and change nothing.
 */
final class Moment implements BookCommand.Cases<Decision> {
  final BookState book;
  final int number;
  private final Lookup lookup;
  private final Instant wallClock;

  /** Never earlier than the newest event, whatever the wall clock does. */
  final Instant now;

  Moment(BookState book, int number, Lookup lookup, Instant wallClock) {
    this.book = book;
    this.number = number;
    this.lookup = lookup;
    this.wallClock = wallClock;
    this.now = BookState.later(wallClock, book.lastEventAt);
  }

  @Override
  public Decision openAccount(BookCommand.OpenAccount command) {
    return new AccountRules(this).open(command);
  }

  @Override
  public Decision updateAccount(BookCommand.UpdateAccount command) {
    return new AccountRules(this).update(command);
  }

  @Override
  public Decision changeStatus(BookCommand.ChangeStatus command) {
    return new AccountRules(this).changeStatus(command);
  }

  @Override
  public Decision makeTransfer(BookCommand.MakeTransfer command) {
    return new TransferRules(this).make(command);
  }

  @Override
  public Decision acceptCredit(BookCommand.AcceptCredit command) {
    return new CreditRules(this).accept(command);
  }

  @Override
  public Decision settleTransfer(BookCommand.SettleTransfer command) {
    return new TransferRules(this).settle(command);
  }

  @Override
  public Decision readAccount(BookCommand.ReadAccount command) {
    return new AccountRules(this).read(command);
  }

  @Override
  public Decision readTransfer(BookCommand.ReadTransfer command) {
    return new TransferRules(this).read(command);
  }

  @Override
  public Decision readStatement(BookCommand.ReadStatement command) {
    return new AccountRules(this).readStatement(command);
  }

  /** By the wall clock alone: the book's own time may still be that of a clock that was ahead. */
  boolean isFuture(Instant time) {
    return time.isAfter(wallClock.plus(book.rules.clockSkew()));
  }

  /** What this book has decided on the transfer, or on its credit. */
  Optional<Outcome> known(TransferKey key) {
    return lookup.found().or(() -> book.transfers.find(key));
  }

  /** The outcome of a transfer out of this book. */
  Optional<Outcome.OfTransfer> decided(TransferKey key) {
    return known(key).map(Outcome.OfTransfer.class::cast);
  }

  long nextSequenceNr() {
    return book.sequenceNr + 1;
  }
}

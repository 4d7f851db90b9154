package exchequer.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what must be in memory before a command can be decided, and what of it is not. */
final class Prefetch implements BookCommand.Cases<List<RowKey>> {
  private final BookState book;
  private final int number;
  private final Lookup lookup;

  Prefetch(BookState book, int number, Lookup lookup) {
    this.book = book;
    this.number = number;
    this.lookup = lookup;
  }

  @Override
  public List<RowKey> openAccount(BookCommand.OpenAccount command) {
    return accounts(command.account());
  }

  @Override
  public List<RowKey> updateAccount(BookCommand.UpdateAccount command) {
    return accounts(command.account());
  }

  @Override
  public List<RowKey> changeStatus(BookCommand.ChangeStatus command) {
    return accounts(command.account());
  }

  @Override
  public List<RowKey> makeTransfer(BookCommand.MakeTransfer command) {
    TransferOrder order = command.order();
    TransferKey key = order.key();
    if (isKnown(key)) {
      return List.of();
    }
    Optional<TransferKey> ask =
        needsLookup(key, notDecidedBefore(key)) ? Optional.of(key) : Optional.empty();
    return order.destination().book(book.rules.books()) == number
        ? with(ask, key.source(), order.destination())
        : with(ask, key.source());
  }

  @Override
  public List<RowKey> acceptCredit(BookCommand.AcceptCredit command) {
    Credit credit = command.credit();
    if (isKnown(credit.key())) {
      return List.of();
    }
    boolean ask = needsLookup(credit.key(), notDecidedBefore(credit));
    return with(ask ? Optional.of(credit.key()) : Optional.empty(), credit.destination());
  }

  /**
   * A credit was decided, if it ever was, in one of two ways (CreditRules.accept). Either the
   * event's time is no earlier than the credit's beginning; then a credit begun after the newest
   * forgotten decision is not among the forgotten ones, since the times of a book's events never
   * fall. Or its beginning was too far ahead to be believed; then it is not after {@code
   * creditsAheadThrough}, which the event just before it saw to, and which never falls and is in
   * the marker. So what was begun after both is not forgotten. Nothing in this goes by the wall
   * clock or by the skew: whatever they say today says nothing of when the credit came first.
   */
  private Instant notDecidedBefore(Credit credit) {
    return credit.begunAt().isAfter(book.creditsAheadThrough) ? credit.begunAt() : Instant.MIN;
  }

  @Override
  public List<RowKey> settleTransfer(BookCommand.SettleTransfer command) {
    return book.inFlight.find(command.key()).isPresent()
        ? accounts(command.key().source())
        : List.of();
  }

  @Override
  public List<RowKey> readAccount(BookCommand.ReadAccount command) {
    return accounts(command.account());
  }

  @Override
  public List<RowKey> readTransfer(BookCommand.ReadTransfer command) {
    TransferKey key = command.key();
    return !isKnown(key) && needsLookup(key, notDecidedBefore(key))
        ? with(Optional.of(key))
        : List.of();
  }

  @Override
  public List<RowKey> readStatement(BookCommand.ReadStatement command) {
    return accounts(command.account());
  }

  private boolean isKnown(TransferKey key) {
    return lookup.found().isPresent()
        || book.inFlight.find(key).isPresent()
        || book.transfers.find(key).isPresent();
  }

  private boolean needsLookup(TransferKey key, Instant notDecidedBefore) {
    return !book.transfers.knowsAll(key.idTime(), notDecidedBefore, lookup);
  }

  /**
   * Ids from further in the future than the clock skew are refused, so none was decided earlier. By
   * the largest skew that can be set: the book may have decided this one when another was.
   */
  private static Instant notDecidedBefore(TransferKey key) {
    return key.idTime().map(time -> time.minus(BookRules.MAX_CLOCK_SKEW)).orElse(Instant.MIN);
  }

  private List<RowKey> accounts(AccountId id) {
    return with(Optional.empty(), id);
  }

  private List<RowKey> with(Optional<TransferKey> transfer, AccountId... ids) {
    boolean isAllKnown = transfer.isEmpty();
    for (AccountId id : ids) {
      isAllKnown &= book.accounts.isKnown(id);
    }
    if (isAllKnown) {
      return List.of(); // As it is for most commands: without a list for each.
    }
    List<RowKey> rows = new ArrayList<>(1 + ids.length);
    for (AccountId id : ids) {
      if (!book.accounts.isKnown(id)) {
        rows.add(new RowKey.OfAccount(id));
      }
    }
    transfer.ifPresent(key -> rows.add(new RowKey.OfTransfer(key)));
    return rows;
  }
}

package exchequer.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What may be done with an account. Checks run in {@link Refusal} order. */
final class AccountRules {
  private final Moment at;

  AccountRules(Moment at) {
    this.at = at;
  }

  Decision open(BookCommand.OpenAccount command) {
    Optional<Account> existing = at.book.accounts.find(command.account());
    if (existing.isPresent()) {
      Account account = existing.get();
      boolean isTheSame =
          account.asset().equals(command.asset())
              && account.terms().wereFirst(command.floor(), command.ceiling(), command.metadata());
      return isTheSame ? state(account) : Decision.reject(Refusal.ACCOUNT_EXISTS);
    }
    var event =
        new BookEvent.AccountOpened(
            command.account(),
            command.asset(),
            command.floor(),
            command.ceiling(),
            Map.copyOf(command.metadata()),
            at.now);
    Account opened = Evolution.opened(event, at.nextSequenceNr());
    return opened
        .refusalToLimit(command.floor(), command.ceiling())
        .map(Decision::reject)
        .orElseGet(() -> Decision.of(event, new Reply.AccountState(opened)));
  }

  Decision update(BookCommand.UpdateAccount command) {
    Optional<Account> found = at.book.accounts.find(command.account());
    if (found.isEmpty()) {
      return Decision.reject(Refusal.ACCOUNT_NOT_FOUND);
    }
    Account account = found.get();
    Terms terms = account.terms();
    boolean isClosed = terms.status() == Account.Status.CLOSED;
    Limit floor = command.floor().orElse(terms.floor());
    Limit ceiling = command.ceiling().orElse(terms.ceiling());
    Map<String, String> metadata = Map.copyOf(command.metadata().orElse(terms.metadata()));
    boolean isAsAsked = terms.are(floor, ceiling, metadata);
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
                    new BookEvent.AccountUpdated(account.id(), floor, ceiling, metadata, at.now),
                    new Reply.AccountState(
                        account.with(
                            terms.with(floor, ceiling, metadata, at.now), at.nextSequenceNr()))));
  }

  Decision changeStatus(BookCommand.ChangeStatus command) {
    Optional<Account> found = at.book.accounts.find(command.account());
    if (found.isEmpty()) {
      return Decision.reject(Refusal.ACCOUNT_NOT_FOUND);
    }
    Account account = found.get();
    boolean isAsAsked = account.terms().status() == command.status();
    if (isStale(account, command.expectedVersion(), isAsAsked)) {
      return Decision.reject(Refusal.STALE_ETAG);
    }
    if (isAsAsked) {
      return state(account);
    }
    if (account.terms().status() == Account.Status.CLOSED) {
      return Decision.reject(Refusal.ACCOUNT_CLOSED);
    }
    if (command.status() == Account.Status.CLOSED && !account.balance().isZero()) {
      return Decision.reject(Refusal.ACCOUNT_NOT_EMPTY);
    }
    return Decision.of(
        new BookEvent.AccountStatusChanged(account.id(), command.status(), at.now),
        new Reply.AccountState(
            account.with(account.terms().with(command.status(), at.now), at.nextSequenceNr())));
  }

  /**
   * Whether the client expects another version. Not when the expected one was the last before this,
   * and all is as the client asks: then the change was done, and the answer to it was lost.
   */
  private static boolean isStale(Account account, OptionalLong expected, boolean isAsAsked) {
    if (expected.isEmpty() || expected.getAsLong() == account.terms().version()) {
      return false;
    }
    return !isAsAsked || expected.getAsLong() != account.terms().version() - 1;
  }

  Decision read(BookCommand.ReadAccount command) {
    return at.book
        .accounts
        .find(command.account())
        .map(AccountRules::state)
        .orElseGet(() -> Decision.reject(Refusal.ACCOUNT_NOT_FOUND));
  }

  Decision readStatement(BookCommand.ReadStatement command) {
    return at.book
        .accounts
        .find(command.account())
        .map(account -> at.book.statements.head(account, command.window()))
        .map(head -> Decision.answer(new Reply.Statement(head)))
        .orElseGet(() -> Decision.reject(Refusal.ACCOUNT_NOT_FOUND));
  }

  private static Decision state(Account account) {
    return Decision.answer(new Reply.AccountState(account));
  }
}

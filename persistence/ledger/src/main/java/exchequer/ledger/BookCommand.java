package exchequer.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a book may be asked. Each is decided by {@link Book#decide}; reads decide no events. */
public sealed interface BookCommand {
  /** The account whose book decides this command. */
  AccountId home();

  <T> T match(Cases<T> cases);

  /** Opens an account with a balance of zero, which floor and ceiling must allow. */
  record OpenAccount(
      AccountId account, Asset asset, Limit floor, Limit ceiling, Map<String, String> metadata)
      implements BookCommand {
    @Override
    public AccountId home() {
      return account;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.openAccount(this);
    }
  }

  /** Changes the settings that are present. */
  record UpdateAccount(
      AccountId account,
      Optional<Limit> floor,
      Optional<Limit> ceiling,
      Optional<Map<String, String>> metadata,
      OptionalLong expectedVersion)
      implements BookCommand {
    @Override
    public AccountId home() {
      return account;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.updateAccount(this);
    }
  }

  /** Freezes, opens again or closes. */
  record ChangeStatus(AccountId account, Account.Status status, OptionalLong expectedVersion)
      implements BookCommand {
    @Override
    public AccountId home() {
      return account;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.changeStatus(this);
    }
  }

  /** Begins a transfer at the source's book, or gives its recorded outcome. */
  record MakeTransfer(TransferOrder order) implements BookCommand {
    @Override
    public AccountId home() {
      return order.key().source();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.makeTransfer(this);
    }
  }

  /** Asks the destination's book to take what another book has reserved. */
  record AcceptCredit(Credit credit) implements BookCommand {
    @Override
    public AccountId home() {
      return credit.destination();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.acceptCredit(this);
    }
  }

  /** Tells the source's book what the destination's has decided; empty when accepted. */
  record SettleTransfer(TransferKey key, Optional<Refusal> refusal) implements BookCommand {
    @Override
    public AccountId home() {
      return key.source();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.settleTransfer(this);
    }
  }

  record ReadAccount(AccountId account) implements BookCommand {
    @Override
    public AccountId home() {
      return account;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.readAccount(this);
    }
  }

  record ReadTransfer(TransferKey key) implements BookCommand {
    @Override
    public AccountId home() {
      return key.source();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.readTransfer(this);
    }
  }

  /** Reads what of a statement is not yet written behind the log, and where the rest is. */
  record ReadStatement(AccountId account, StatementWindow window) implements BookCommand {
    @Override
    public AccountId home() {
      return account;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.readStatement(this);
    }
  }

  /** One case for each command. */
  interface Cases<T> {
    T openAccount(OpenAccount command);

    T updateAccount(UpdateAccount command);

    T changeStatus(ChangeStatus command);

    T makeTransfer(MakeTransfer command);

    T acceptCredit(AcceptCredit command);

    T settleTransfer(SettleTransfer command);

    T readAccount(ReadAccount command);

    T readTransfer(ReadTransfer command);

    T readStatement(ReadStatement command);
  }
}

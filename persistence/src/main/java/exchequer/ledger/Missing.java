package exchequer.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What must be read before a command can be decided.
 *
 * @param accounts to read from the account table
 * @param transfer to look up in the transfer table
 */
public record Missing(List<AccountId> accounts, Optional<TransferKey> transfer) {
  public boolean isNothing() {
    return accounts.isEmpty() && transfer.isEmpty();
  }
}

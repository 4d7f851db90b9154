package exchequer.ledger;

import java.util.Optional;

/** What a table behind the log says of a row. */
public sealed interface Row {
  RowKey key();

  /**
   * @param account empty when there is none
   */
  record OfAccount(RowKey.OfAccount key, Optional<Account> account) implements Row {}

  /**
   * @param outcome empty when the table has none
   */
  record OfTransfer(RowKey.OfTransfer key, Optional<Outcome> outcome) implements Row {}
}

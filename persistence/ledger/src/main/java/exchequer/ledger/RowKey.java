package exchequer.ledger;

/** Names a row behind the log that a command may need before it can be decided. */
public sealed interface RowKey {

  /** An account as it was at the newest checkpoint that changed it. */
  record OfAccount(AccountId id) implements RowKey {}

  /** The outcome of a transfer that memory has forgotten. */
  record OfTransfer(TransferKey key) implements RowKey {}
}

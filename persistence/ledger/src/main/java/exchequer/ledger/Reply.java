package exchequer.ledger;

/** What a book answers. */
public sealed interface Reply extends Answer {

  /** The account as it is after the command. */
  record AccountState(Account account) implements Reply {}

  /**
   * A transfer's final outcome.
   *
   * @param replayed whether an earlier send of the same id was decided so
   */
  record TransferOutcome(Outcome.OfTransfer transfer, boolean replayed) implements Reply {}

  /** A transfer on its way; the outcome follows when the destination's book has decided. */
  record TransferInFlight(InFlight transfer) implements Reply {}

  /** Not done, and not recorded. */
  record Rejected(Refusal refusal) implements Reply {}

  record Statement(StatementHead head) implements Reply {}
}

package exchequer.ledger;

import java.util.Optional;

/** What a book answers. */
public sealed interface Reply {

  /** The account as it is after the command. */
  record AccountState(Account account) implements Reply {}

  /**
   * A transfer's final outcome.
   *
   * @param replayed whether an earlier send of the same id was decided so
   */
  record TransferOutcome(Remembered.Decided transfer, boolean replayed) implements Reply {}

  /** A transfer on its way; the outcome follows when the destination's book has decided. */
  record TransferInFlight(InFlight transfer) implements Reply {}

  /** Not done, and not recorded. */
  record Rejected(Refusal refusal) implements Reply {}

  /** What the destination's book decided on a credit; empty when accepted. */
  record CreditDecided(TransferKey key, Optional<Refusal> refusal) implements Reply {}

  record Statement(StatementHead head) implements Reply {}

  /** Nothing to tell: it was settled before, or must be sent again later. */
  record Nothing() implements Reply {}
}

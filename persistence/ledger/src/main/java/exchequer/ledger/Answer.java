package exchequer.ledger;

/** Who is told what, once the events of a {@link Decision} are durable: a {@link Reply}, or... */
public sealed interface Answer permits Reply, Answer.AtOutcome, Answer.OutcomeKnown, Answer.Nobody {

  /**
   * Who asked is told when the destination's book has decided.
   *
   * @param replayed whether an earlier send of the same id began the transfer
   */
  record AtOutcome(InFlight transfer, boolean replayed) implements Answer {}

  /** All who wait for the outcome of this transfer, which was in flight, are told. */
  record OutcomeKnown(Outcome.OfTransfer transfer) implements Answer {}

  /** Another book asked, and is told by {@link Decision#next}, if at all. */
  record Nobody() implements Answer {}
}

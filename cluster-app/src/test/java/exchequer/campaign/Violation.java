package exchequer.campaign;

import java.util.List;

/**
 * A promise that the ledger did not keep.
 *
 * @param nanos when it showed
 * @param excerpt the operations that prove it
 */
record Violation(Kind kind, String what, long nanos, List<Operation> excerpt) {

  /** In the order in which they help to find the cause. */
  enum Kind {
    /** Two final answers to one id differ. */
    OUTCOME_CHANGED,
    /** Acknowledged, and later not known. */
    OUTCOME_LOST,
    /** Seen in flight, then not found; or refused, then in flight. */
    WENT_BACK,
    /** The same id was answered again as if for the first time. */
    NOT_REPLAYED,
    /** Every send was answered as not done, and yet it was done. */
    DONE_ALTHOUGH_NOT,
    /** None of the contract's answers. */
    WRONG_ANSWER,
    ENTRY_MISSING,
    ENTRY_TWICE,
    /** Of a transfer that was refused, not done or never sent, or not as it was sent. */
    ENTRY_STRAY,
    /** A line that was read is another one at rest, or none. */
    ENTRY_CHANGED,
    /** A number, balance or time does not follow from the entry before. */
    CHAIN_BROKEN,
    /** An account's balance is not that of its last entry. */
    BALANCE_WRONG,
    /** A read saw less than one that had ended before it began. */
    READ_WENT_BACK,
    /** A read did not see what had been acknowledged before it began. */
    READ_STALE,
    /** A read saw what nobody had sent yet. */
    READ_FROM_FUTURE,
    /** A transfer that was sent after another was acknowledged stands before it. */
    OUT_OF_ORDER,
    LIMIT_CROSSED,
    MONEY_MADE_OR_LOST,
    /** In flight although nothing is under way any more. */
    STUCK_IN_FLIGHT,
    /** A node does not serve although all faults are over. */
    NOT_SERVING,
    /** The ledger at rest does not answer. */
    UNREADABLE
  }
}

package exchequer.it;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A promise that a ledger did not keep. */
record Finding(Kind kind, String what) {
  private static final int SHOWN_OF_A_KIND = 5;

  /** In the order in which they help to find the cause. */
  enum Kind {
    /** A later answer to the same id was another, or an answer was none of the contract's. */
    ANSWER_CHANGED,
    /** Acknowledged as posted, and not known as that. */
    POSTED_LOST,
    /** Acknowledged as refused, and not known as that, with that reason. */
    REFUSAL_LOST,
    ENTRY_MISSING,
    ENTRY_TWICE,
    /** An entry of a refused transfer, of one nobody sent, or with another amount or account. */
    ENTRY_STRAY,
    /** An entry's number, balance or time does not follow from the one before. */
    CHAIN_BROKEN,
    /** The account says something else than its last entry. */
    BALANCE_NOT_LAST,
    /** An account's balance lies outside its floor and ceiling. */
    LIMIT_CROSSED,
    /** The asset's accounts do not sum to zero. */
    MONEY_MADE_OR_LOST,
    /** Money stays reserved although nothing is under way any more. */
    STUCK_IN_FLIGHT,
    /** Sent again and again without an answer. */
    UNANSWERED,
    /** Started again, and no transfer is answered. */
    NOT_ANSWERING,
    /** The ledger does not answer a read. */
    UNREADABLE
  }

  /** How many of each kind, and some examples. */
  static String describe(List<Finding> findings) {
    Map<Kind, List<String>> byKind = new EnumMap<>(Kind.class);
    findings.forEach(
        finding ->
            byKind.computeIfAbsent(finding.kind(), k -> new ArrayList<>()).add(finding.what()));
    StringBuilder text = new StringBuilder();
    byKind.forEach(
        (kind, all) -> {
          text.append("\nfinding ").append(kind).append(" x ").append(all.size());
          all.stream().limit(SHOWN_OF_A_KIND).forEach(what -> text.append("\n    ").append(what));
        });
    return text.toString();
  }
}

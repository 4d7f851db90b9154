package exchequer.ledger;

import java.time.Duration;

/**
 * The bounds a book works within.
 *
 * @param books how many books the ledger has; fixed at its first start
 * @param entriesPerBucket statement lines stored together; fixed at the ledger's first start
 * @param rememberedTransfers newest transfers whose ids are known without asking the table; fewer
 *     when they take more than 1.5 KiB each on average
 * @param cachedAccounts accounts kept in memory while they are not in use; fewer when they take
 *     more than 1.5 KiB each on average; at least 2, which a transfer within a book needs
 * @param maxInFlight transfers begun and not settled; more are refused as {@link
 *     Refusal#BOOK_BUSY}, and earlier when their metadata is too large to be kept together, or when
 *     those to one book would take more room than they leave
 * @param clockSkew how far the clocks of clients and pods may differ; at most {@link
 *     #MAX_CLOCK_SKEW}
 */
public record BookRules(
    int books,
    int entriesPerBucket,
    int rememberedTransfers,
    int cachedAccounts,
    int maxInFlight,
    Duration clockSkew) {
  /**
   * No node ever allowed more, whatever its settings: what is known of an id's past rests on this,
   * and not on the present setting, which says nothing of the ones before it.
   */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException when a command could wait for ever for its second account, or
   *     an id could be decided that a later setting takes for new
   */
  public BookRules {
    if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
      throw new IllegalArgumentException(
          "clockSkew must be from 0 to " + MAX_CLOCK_SKEW + ", is " + clockSkew);
    }
    if (cachedAccounts < 2) {
      throw new IllegalArgumentException("cachedAccounts must be at least 2, is " + cachedAccounts);
    }
  }
}

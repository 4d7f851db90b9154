package exchequer.ledger;

import java.time.Duration;

/**
 * The bounds a book works within.
 *
 * @param books how many books the ledger has; fixed at its first start
 * @param entriesPerBucket statement lines stored together; fixed at the ledger's first start
 * @param rememberedTransfers newest transfers whose ids are known without asking the table
 * @param cachedAccounts accounts kept in memory while they are not in use; at least 2, which a
 *     transfer within a book needs
 * @param maxInFlight transfers begun and not settled; more are refused as {@link
 *     Refusal#BOOK_BUSY}, and earlier when their metadata is too large to be kept together
 * @param clockSkew how far the clocks of clients and pods may differ
 */
public record BookRules(
    int books,
    int entriesPerBucket,
    int rememberedTransfers,
    int cachedAccounts,
    int maxInFlight,
    Duration clockSkew) {

  /**
   * @throws IllegalArgumentException when a command could wait for ever for its second account
   */
  public BookRules {
    if (cachedAccounts < 2) {
      throw new IllegalArgumentException("cachedAccounts must be at least 2, is " + cachedAccounts);
    }
  }
}

package exchequer.ledger;

import java.time.Duration;

/**
 * The bounds a book works within.
 *
 * @param books how many books the ledger has; fixed at its first start
 * @param entriesPerBucket statement lines stored together; fixed at the ledger's first start
 * @param rememberedTransfers newest transfers whose ids are known without asking the table
 * @param cachedAccounts accounts kept in memory while they are not in use
 * @param maxInFlight transfers begun and not settled; more are refused as {@link Refusal#BOOK_BUSY}
 * @param clockSkew how far the clocks of clients and pods may differ
 */
public record BookRules(
    int books,
    int entriesPerBucket,
    int rememberedTransfers,
    int cachedAccounts,
    int maxInFlight,
    Duration clockSkew) {}

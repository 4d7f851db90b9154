package exchequer.ledger;

import java.time.Instant;

/**
 * Money on its way from the source's book to the destination's.
 *
 * @param begunAt when the source's book appended {@link BookEvent.TransferBegun}: no book can have
 *     decided this credit earlier, which tells whether memory alone can recognise a redelivery
 */
public record Credit(
    TransferKey key, AccountId destination, Asset asset, Amount amount, Instant begunAt) {}

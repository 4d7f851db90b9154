package exchequer.ledger;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A line of an account's statement.
 *
 * @param number counts an account's entries from 1, without gaps
 * @param amount added to the posted balance: negative at a source
 * @param balance the posted balance after it
 * @param bucket the group of the book's entries it is stored in
 * @param previousBucket where the entry before is stored; empty for the first entry
 * @param sequenceNr the event of the book's log that made it
 */
public record Entry(
    AccountId account,
    long number,
    Amount amount,
    Amount balance,
    AccountId counterparty,
    UUID transfer,
    Instant postedAt,
    int bucket,
    OptionalInt previousBucket,
    long sequenceNr) {

  /** The transfer that made it: a debit's source is the account itself. */
  public TransferKey transferKey() {
    return new TransferKey(amount.isNegative() ? account : counterparty, transfer);
  }
}

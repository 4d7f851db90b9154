package exchequer.ledger;

/**
 * Why the ledger does not do what it is asked. In order of precedence: where several apply, the
 * first is the answer. The numbers are those of {@code exchequer.v1.Reason} and are stored.
 */
public enum Refusal {
  TRANSFER_ID_FROM_FUTURE(4),
  TRANSFER_ID_REUSED(5),

  SOURCE_NOT_FOUND(10),
  SOURCE_ASSET_MISMATCH(11),
  SOURCE_CLOSED(12),
  SOURCE_FROZEN(13),
  FLOOR_CROSSED(14),
  SOURCE_BALANCE_OVERFLOW(15),
  DESTINATION_NOT_FOUND(20),
  DESTINATION_ASSET_MISMATCH(21),
  DESTINATION_CLOSED(22),
  DESTINATION_FROZEN(23),
  CEILING_CROSSED(24),
  DESTINATION_BALANCE_OVERFLOW(25),

  ACCOUNT_NOT_FOUND(30),
  ACCOUNT_EXISTS(31),
  STALE_ETAG(32),
  ACCOUNT_CLOSED(33),
  FLOOR_ABOVE_AVAILABLE(34),
  CEILING_BELOW_POSTED(35),
  ACCOUNT_NOT_EMPTY(36),
  TRANSFER_NOT_FOUND(40),

  /** Too much of the source's book is in flight already. Not done; later. */
  BOOK_BUSY(50);

  private final int number;

  Refusal(int number) {
    this.number = number;
  }

  /** Stable: stored in the log and sent on the wire. */
  public int number() {
    return number;
  }

  /**
   * @throws IllegalArgumentException when no refusal has this number
   */
  public static Refusal ofNumber(int number) {
    for (Refusal refusal : values()) {
      if (refusal.number == number) {
        return refusal;
      }
    }
    throw new IllegalArgumentException("no refusal has the number " + number);
  }
}

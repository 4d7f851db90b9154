package exchequer.ledger;

/**
 * What an account has.
 *
 * @param posted the sum of all entries
 * @param inFlightOut reserved by transfers that left and are not decided; never negative
 */
public record Balance(Amount posted, Amount inFlightOut) {
  public static final Balance ZERO = new Balance(Amount.ZERO, Amount.ZERO);

  /** What may leave, if there is no floor below zero. */
  public Amount available() {
    return posted.minus(inFlightOut);
  }

  boolean isZero() {
    return posted.isZero() && inFlightOut.isZero();
  }
}

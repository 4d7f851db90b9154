package exchequer.ledger;

import java.util.Optional;

/** How far a balance may go in one direction: to an amount, or without bound. */
public record Limit(Optional<Amount> amount) {
  public static final Limit UNBOUNDED = new Limit(Optional.empty());
  public static final Limit ZERO = at(Amount.ZERO);

  public static Limit at(Amount amount) {
    return new Limit(Optional.of(amount));
  }

  /** As a floor: whether the balance lies below it. */
  boolean isAbove(Amount balance) {
    return amount.isPresent() && balance.isBelow(amount.get());
  }

  /** As a ceiling: whether the balance lies above it. */
  boolean isBelow(Amount balance) {
    return amount.isPresent() && balance.isAbove(amount.get());
  }

  @Override
  public String toString() {
    return amount.map(Amount::toString).orElse("unbounded");
  }
}

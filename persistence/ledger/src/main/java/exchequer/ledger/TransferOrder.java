package exchequer.ledger;

import java.util.Map;

/**
 * What a client asks for: to move money from {@code key.source()} to another account. Two orders
 * with the same key are the same transfer only if they are equal.
 *
 * @param amount positive
 */
public record TransferOrder(
    TransferKey key,
    AccountId destination,
    Asset asset,
    Amount amount,
    Map<String, String> metadata) {

  /**
   * @throws IllegalArgumentException when the amount is not positive or both accounts are the same
   */
  public TransferOrder {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("amount must be positive, is " + amount);
    }
    if (destination.equals(key.source())) {
      throw new IllegalArgumentException("destination must not be the source, is " + destination);
    }
    metadata = Map.copyOf(metadata);
  }
}

package exchequer.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a transfer: the client's id is the idempotency key within the source account.
 *
 * @param source the account the money leaves
 * @param id made by the client before it sends, one for each transfer it means
 */
public record TransferKey(AccountId source, UUID id) {
  /** Of RFC 9562, section 4.1. */
  private static final int RFC_VARIANT = 2;

  /**
   * When the id was made, if it says so: version 7 carries Unix milliseconds in its first 48 bits
   * (RFC 9562, section 5.7). Only the RFC's own variant has versions: a hash or random bits in the
   * form of a UUID may have a 7 in that place, too, and mean nothing by it.
   */
  public Optional<Instant> idTime() {
    return id.variant() == RFC_VARIANT && id.version() == 7
        ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "accounts/" + source + "/transfers/" + id;
  }
}

package exchequer.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A balance in one asset, and the rules that guard it. Immutable.
 *
 * <p>Always holds: {@code available >= floor}, {@code posted <= ceiling}, {@code inFlightOut >= 0}.
 *
 * @param sequenceNr the newest event of the book's log that is in this state
 */
public record Account(
    AccountId id,
    Asset asset,
    Instant openedAt,
    Terms terms,
    Balance balance,
    Entries entries,
    long sequenceNr) {

  /** Where an account is in its life. */
  public enum Status {
    OPEN,
    FROZEN,
    CLOSED
  }

  /** Whether this asset and amount may leave. Checks in the order of {@link Refusal}. */
  Optional<Refusal> refusalToDebit(Asset wanted, Amount amount) {
    if (!asset.equals(wanted)) {
      return Optional.of(Refusal.SOURCE_ASSET_MISMATCH);
    }
    Optional<Refusal> notOpen = unlessOpen(Refusal.SOURCE_CLOSED, Refusal.SOURCE_FROZEN);
    if (notOpen.isPresent()) {
      return notOpen;
    }
    Limit floor = terms.floor();
    Amount available = balance.available();
    boolean availableFits = available.canAdd(amount.negated());
    if (floor.amount().isPresent() && (!availableFits || floor.isAbove(available.minus(amount)))) {
      return Optional.of(Refusal.FLOOR_CROSSED);
    }
    return availableFits && balance.inFlightOut().canAdd(amount)
        ? Optional.empty()
        : Optional.of(Refusal.SOURCE_BALANCE_OVERFLOW);
  }

  /** Whether this asset and amount may enter. Checks in the order of {@link Refusal}. */
  Optional<Refusal> refusalToCredit(Asset offered, Amount amount) {
    if (!asset.equals(offered)) {
      return Optional.of(Refusal.DESTINATION_ASSET_MISMATCH);
    }
    Optional<Refusal> notOpen = unlessOpen(Refusal.DESTINATION_CLOSED, Refusal.DESTINATION_FROZEN);
    if (notOpen.isPresent()) {
      return notOpen;
    }
    Limit ceiling = terms.ceiling();
    Amount posted = balance.posted();
    boolean fits = posted.canAdd(amount);
    if (ceiling.amount().isPresent() && (!fits || ceiling.isBelow(posted.plus(amount)))) {
      return Optional.of(Refusal.CEILING_CROSSED);
    }
    return fits ? Optional.empty() : Optional.of(Refusal.DESTINATION_BALANCE_OVERFLOW);
  }

  private Optional<Refusal> unlessOpen(Refusal closed, Refusal frozen) {
    return switch (terms.status()) {
      case CLOSED -> Optional.of(closed);
      case FROZEN -> Optional.of(frozen);
      case OPEN -> Optional.empty();
    };
  }

  /** Whether floor and ceiling fit the present balance. */
  Optional<Refusal> refusalToLimit(Limit newFloor, Limit newCeiling) {
    if (newFloor.isAbove(balance.available())) {
      return Optional.of(Refusal.FLOOR_ABOVE_AVAILABLE);
    }
    return newCeiling.isBelow(balance.posted())
        ? Optional.of(Refusal.CEILING_BELOW_POSTED)
        : Optional.empty();
  }

  Account with(Terms newTerms, long seqNr) {
    return new Account(id, asset, openedAt, newTerms, balance, entries, seqNr);
  }

  Account with(Balance newBalance, long seqNr) {
    return new Account(id, asset, openedAt, terms, newBalance, entries, seqNr);
  }

  /** After an entry was stored in the bucket. */
  Account withEntry(Balance newBalance, int bucket, long seqNr) {
    return new Account(id, asset, openedAt, terms, newBalance, entries.and(bucket), seqNr);
  }
}

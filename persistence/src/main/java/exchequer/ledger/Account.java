package exchequer.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A balance in one asset, and the rules that guard it. Immutable.
 *
 * <p>Always holds: {@code available >= floor}, {@code posted <= ceiling}, {@code inFlightOut >= 0}.
 *
 * @param version of the settings: rises with floor, ceiling, metadata and status only
 * @param posted the sum of all entries
 * @param inFlightOut reserved by transfers that left and are not decided
 * @param entryCount entries so far; they are numbered from 1
 * @param lastBucket where the newest entry is stored; 0 when there is none
 * @param firstBucket where the oldest entry is stored; 0 when there is none
 * @param changedAt when the version last rose
 * @param sequenceNr the newest event of the book's log that is in this state
 * @param openedWith the floor, ceiling and metadata that the account was opened with, once they are
 *     no longer those above: what a creation that is sent again is held against. Of no use outside
 *     of the account's book
 */
public record Account(
    AccountId id,
    Asset asset,
    Limit floor,
    Limit ceiling,
    Status status,
    Map<String, String> metadata,
    long version,
    Amount posted,
    Amount inFlightOut,
    long entryCount,
    int firstBucket,
    int lastBucket,
    Instant openedAt,
    Instant changedAt,
    long sequenceNr,
    Optional<Fingerprint> openedWith) {

  /** With the floor, ceiling and metadata that the account was opened with. */
  public Account(
      AccountId id,
      Asset asset,
      Limit floor,
      Limit ceiling,
      Status status,
      Map<String, String> metadata,
      long version,
      Amount posted,
      Amount inFlightOut,
      long entryCount,
      int firstBucket,
      int lastBucket,
      Instant openedAt,
      Instant changedAt,
      long sequenceNr) {
    this(
        id,
        asset,
        floor,
        ceiling,
        status,
        metadata,
        version,
        posted,
        inFlightOut,
        entryCount,
        firstBucket,
        lastBucket,
        openedAt,
        changedAt,
        sequenceNr,
        Optional.empty());
  }

  /** Where an account is in its life. */
  public enum Status {
    OPEN,
    FROZEN,
    CLOSED
  }

  public Amount available() {
    return posted.minus(inFlightOut);
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
    Amount available = available();
    boolean availableFits = available.canAdd(amount.negated());
    if (floor.amount().isPresent() && (!availableFits || floor.isAbove(available.minus(amount)))) {
      return Optional.of(Refusal.FLOOR_CROSSED);
    }
    return availableFits && inFlightOut.canAdd(amount)
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
    boolean fits = posted.canAdd(amount);
    if (ceiling.amount().isPresent() && (!fits || ceiling.isBelow(posted.plus(amount)))) {
      return Optional.of(Refusal.CEILING_CROSSED);
    }
    return fits ? Optional.empty() : Optional.of(Refusal.DESTINATION_BALANCE_OVERFLOW);
  }

  private Optional<Refusal> unlessOpen(Refusal closed, Refusal frozen) {
    return switch (status) {
      case CLOSED -> Optional.of(closed);
      case FROZEN -> Optional.of(frozen);
      case OPEN -> Optional.empty();
    };
  }

  /** Whether floor and ceiling fit the present balance. */
  Optional<Refusal> refusalToLimit(Limit newFloor, Limit newCeiling) {
    if (newFloor.isAbove(available())) {
      return Optional.of(Refusal.FLOOR_ABOVE_AVAILABLE);
    }
    return newCeiling.isBelow(posted)
        ? Optional.of(Refusal.CEILING_BELOW_POSTED)
        : Optional.empty();
  }

  /**
   * Whether it was opened so. Of an account that was changed by a release that did not keep this:
   * whether it was so before the first change since.
   */
  boolean wasOpenedWith(
      Asset wanted, Limit oldFloor, Limit oldCeiling, Map<String, String> oldMetadata) {
    return asset.equals(wanted)
        && openedWith
            .map(kept -> kept.equals(Fingerprint.of(oldFloor, oldCeiling, oldMetadata)))
            .orElseGet(() -> hasSettings(oldFloor, oldCeiling, oldMetadata));
  }

  boolean hasSettings(Limit wantedFloor, Limit wantedCeiling, Map<String, String> wanted) {
    return floor.equals(wantedFloor) && ceiling.equals(wantedCeiling) && metadata.equals(wanted);
  }

  boolean isEmpty() {
    return posted.isZero() && inFlightOut.isZero();
  }

  Account withSettings(
      Limit newFloor, Limit newCeiling, Map<String, String> newMetadata, Instant at, long seqNr) {
    return new Account(
        id,
        asset,
        newFloor,
        newCeiling,
        status,
        newMetadata,
        version + 1,
        posted,
        inFlightOut,
        entryCount,
        firstBucket,
        lastBucket,
        openedAt,
        at,
        seqNr,
        openedWith.or(() -> Optional.of(Fingerprint.of(floor, ceiling, metadata))));
  }

  Account withStatus(Status newStatus, Instant at, long seqNr) {
    return new Account(
        id,
        asset,
        floor,
        ceiling,
        newStatus,
        metadata,
        version + 1,
        posted,
        inFlightOut,
        entryCount,
        firstBucket,
        lastBucket,
        openedAt,
        at,
        seqNr,
        openedWith);
  }

  Account withInFlight(Amount newInFlightOut, long seqNr) {
    return new Account(
        id,
        asset,
        floor,
        ceiling,
        status,
        metadata,
        version,
        posted,
        newInFlightOut,
        entryCount,
        firstBucket,
        lastBucket,
        openedAt,
        changedAt,
        seqNr,
        openedWith);
  }

  /** After an entry was stored in the bucket. */
  Account withEntry(Amount newPosted, Amount newInFlightOut, int bucket, long seqNr) {
    return new Account(
        id,
        asset,
        floor,
        ceiling,
        status,
        metadata,
        version,
        newPosted,
        newInFlightOut,
        entryCount + 1,
        entryCount == 0 ? bucket : firstBucket,
        bucket,
        openedAt,
        changedAt,
        seqNr,
        openedWith);
  }
}

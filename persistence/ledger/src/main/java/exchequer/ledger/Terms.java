package exchequer.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an account's owner has set.
 *
 * @param version rises with every change of the rest
 * @param changedAt when the version last rose
 * @param openedWith the floor, ceiling and metadata that the account was opened with, once they are
 *     no longer those above: what a creation that is sent again is held against. Of no use outside
 *     of the account's book
 */
public record Terms(
    Limit floor,
    Limit ceiling,
    Account.Status status,
    Map<String, String> metadata,
    long version,
    Instant changedAt,
    Optional<Fingerprint> openedWith) {

  /** Of an account that is opened. */
  public static Terms first(Limit floor, Limit ceiling, Map<String, String> metadata, Instant at) {
    return new Terms(floor, ceiling, Account.Status.OPEN, metadata, 1, at, Optional.empty());
  }

  Terms with(Limit newFloor, Limit newCeiling, Map<String, String> newMetadata, Instant at) {
    Fingerprint first = openedWith.orElseGet(() -> Fingerprint.of(floor, ceiling, metadata));
    return new Terms(
        newFloor, newCeiling, status, newMetadata, version + 1, at, Optional.of(first));
  }

  Terms with(Account.Status newStatus, Instant at) {
    return new Terms(floor, ceiling, newStatus, metadata, version + 1, at, openedWith);
  }

  boolean are(Limit wantedFloor, Limit wantedCeiling, Map<String, String> wanted) {
    return floor.equals(wantedFloor) && ceiling.equals(wantedCeiling) && metadata.equals(wanted);
  }

  /**
   * Whether the account was opened so. Of an account that was changed by a release that did not
   * keep this: whether it was so before the first change since.
   */
  boolean wereFirst(Limit oldFloor, Limit oldCeiling, Map<String, String> oldMetadata) {
    return openedWith
        .map(kept -> kept.equals(Fingerprint.of(oldFloor, oldCeiling, oldMetadata)))
        .orElseGet(() -> are(oldFloor, oldCeiling, oldMetadata));
  }
}

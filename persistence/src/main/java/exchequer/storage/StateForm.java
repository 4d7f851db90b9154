package exchequer.storage;

import exchequer.ledger.Account;
import exchequer.ledger.Amount;
import exchequer.ledger.Fingerprint;
import exchequer.ledger.Marker;
import exchequer.storage.proto.StoredProto;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes and reads what is kept behind the log. */
final class StateForm {
  private StateForm() {}

  static Stored write(Account account) {
    var message =
        StoredProto.Account.newBuilder()
            .setId(account.id().value())
            .setAsset(account.asset().toString())
            .setStatus(Fields.status(account.status()))
            .setVersion(account.version())
            .setPosted(Fields.amount(account.posted()))
            .setInFlightOut(Fields.amount(account.inFlightOut()))
            .setEntryCount(account.entryCount())
            .setFirstBucket(account.firstBucket())
            .setLastBucket(account.lastBucket())
            .setOpenedAtMicros(Fields.micros(account.openedAt()))
            .setChangedAtMicros(Fields.micros(account.changedAt()))
            .setSequenceNr(account.sequenceNr());
    if (!account.metadata().isEmpty()) {
      message.putAllMetadata(Fields.metadata(account.metadata()));
    }
    account.floor().amount().map(Fields::amount).ifPresent(message::setFloor);
    account.ceiling().amount().map(Fields::amount).ifPresent(message::setCeiling);
    account
        .openedWith()
        .ifPresent(kept -> message.setOpenedWithHigh(kept.high()).setOpenedWithLow(kept.low()));
    return Codec.write(Manifest.ACCOUNT, message.build());
  }

  static Account readAccount(Stored stored) {
    if (!stored.manifest().equals(Manifest.ACCOUNT)) {
      throw new UnreadableBytesException(stored, "an account has '" + Manifest.ACCOUNT + "'");
    }
    return Codec.read(stored, StoredProto.Account.parser(), StateForm::account);
  }

  private static Account account(StoredProto.Account row) {
    Amount posted = Fields.amount(row.hasPosted(), row.getPosted(), "posted");
    Amount inFlightOut = Parts.inFlightOut(row.hasInFlightOut(), row.getInFlightOut());
    if (!posted.canAdd(inFlightOut.negated())) {
      throw new IllegalArgumentException("posted less in_flight_out is not an amount");
    }
    return new Account(
        Parts.account(row.hasId(), row.getId(), "id"),
        Parts.asset(row.hasAsset(), row.getAsset()),
        Fields.limit(row.hasFloor(), row.getFloor(), "floor"),
        Fields.limit(row.hasCeiling(), row.getCeiling(), "ceiling"),
        Fields.status(row.hasStatus(), row.getStatus()),
        Map.copyOf(row.getMetadataMap()),
        Fields.atLeast(1, row.hasVersion(), row.getVersion(), "version"),
        posted,
        inFlightOut,
        Fields.atLeast(0, row.hasEntryCount(), row.getEntryCount(), "entry_count"),
        Fields.notNegative(row.hasFirstBucket(), row.getFirstBucket(), "first_bucket"),
        Fields.notNegative(row.hasLastBucket(), row.getLastBucket(), "last_bucket"),
        Fields.time(row.hasOpenedAtMicros(), row.getOpenedAtMicros(), "opened_at_micros"),
        Fields.time(row.hasChangedAtMicros(), row.getChangedAtMicros(), "changed_at_micros"),
        Fields.atLeast(1, row.hasSequenceNr(), row.getSequenceNr(), "sequence_nr"),
        openedWith(row));
  }

  private static Optional<Fingerprint> openedWith(StoredProto.Account row) {
    if (!row.hasOpenedWithHigh() && !row.hasOpenedWithLow()) {
      return Optional.empty();
    }
    return Optional.of(
        new Fingerprint(
            Fields.required(row.hasOpenedWithHigh(), row.getOpenedWithHigh(), "opened_with_high"),
            Fields.required(row.hasOpenedWithLow(), row.getOpenedWithLow(), "opened_with_low")));
  }

  static Stored write(Marker marker) {
    var message =
        StoredProto.Marker.newBuilder()
            .setEntryCount(marker.entryCount())
            .setLastEventAtMicros(Fields.micros(marker.lastEventAt()))
            .setSequenceNr(marker.sequenceNr())
            .setAppendNr(marker.appendNr())
            .setNewestIdTimeMicros(Fields.micros(marker.newestIdTime()));
    marker.inFlight().forEach(transfer -> message.addInFlight(Parts.write(transfer)));
    if (marker.creditsAheadThrough().equals(Instant.EPOCH)) {
      return Codec.write(Manifest.MARKER, message.build());
    }
    message.setCreditsAheadThroughMicros(Fields.micros(marker.creditsAheadThrough()));
    return Codec.write(Manifest.MARKER_WITH_CREDITS_AHEAD, message.build());
  }

  static Marker readMarker(Stored stored) {
    return switch (stored.manifest()) {
      case Manifest.MARKER ->
          Codec.read(stored, StoredProto.Marker.parser(), row -> marker(row, Instant.EPOCH));
      case Manifest.MARKER_WITH_CREDITS_AHEAD ->
          Codec.read(
              stored, StoredProto.Marker.parser(), row -> marker(row, creditsAheadThrough(row)));
      default ->
          throw new UnreadableBytesException(
              stored,
              "a marker has '%s' or '%s'"
                  .formatted(Manifest.MARKER, Manifest.MARKER_WITH_CREDITS_AHEAD));
    };
  }

  private static Instant creditsAheadThrough(StoredProto.Marker row) {
    return Fields.time(
        row.hasCreditsAheadThroughMicros(),
        row.getCreditsAheadThroughMicros(),
        "credits_ahead_through_micros");
  }

  private static Marker marker(StoredProto.Marker row, Instant creditsAheadThrough) {
    long sequenceNr = Fields.atLeast(0, row.hasSequenceNr(), row.getSequenceNr(), "sequence_nr");
    long appendNr = Fields.atLeast(0, row.hasAppendNr(), row.getAppendNr(), "append_nr");
    if (appendNr > sequenceNr || (appendNr == 0 && sequenceNr > 0)) {
      throw new IllegalArgumentException(
          "append_nr " + appendNr + " can't be at sequence_nr " + sequenceNr);
    }
    return new Marker(
        sequenceNr,
        appendNr,
        Fields.time(row.hasLastEventAtMicros(), row.getLastEventAtMicros(), "last_event_at_micros"),
        Fields.time(
            row.hasNewestIdTimeMicros(), row.getNewestIdTimeMicros(), "newest_id_time_micros"),
        Fields.atLeast(0, row.hasEntryCount(), row.getEntryCount(), "entry_count"),
        row.getInFlightList().stream().map(Parts::read).toList(),
        creditsAheadThrough);
  }
}

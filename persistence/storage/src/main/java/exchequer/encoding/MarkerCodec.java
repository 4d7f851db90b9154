package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.Marker;
import java.time.Instant;

/** Where the log's tail begins, and what of a book's state is in no other row. */
final class MarkerCodec {
  private static final Codec<Marker> PLAIN =
      Codec.of(
          "marker/1",
          StoredProto.Marker.getDefaultInstance(),
          marker -> message(marker).build(),
          row -> marker(row, Instant.EPOCH));

  /** As before, and with what only a book has that met a credit from the future. */
  private static final Codec<Marker> WITH_CREDITS_AHEAD =
      Codec.of(
          "marker/2",
          StoredProto.Marker.getDefaultInstance(),
          marker ->
              message(marker)
                  .setCreditsAheadThroughMicros(Scalars.micros(marker.creditsAheadThrough()))
                  .build(),
          row -> marker(row, creditsAheadThrough(row)));

  private MarkerCodec() {}

  static Stored write(Marker marker) {
    boolean isPlain = marker.creditsAheadThrough().equals(Instant.EPOCH);
    return (isPlain ? PLAIN : WITH_CREDITS_AHEAD).write(marker);
  }

  static Marker read(Stored stored) {
    boolean isPlain = stored.manifest().equals(PLAIN.manifest());
    return (isPlain ? PLAIN : WITH_CREDITS_AHEAD).read(stored);
  }

  private static StoredProto.Marker.Builder message(Marker marker) {
    var message =
        StoredProto.Marker.newBuilder()
            .setEntryCount(marker.entryCount())
            .setLastEventAtMicros(Scalars.micros(marker.lastEventAt()))
            .setSequenceNr(marker.sequenceNr())
            .setAppendNr(marker.appendNr())
            .setNewestIdTimeMicros(Scalars.micros(marker.newestIdTime()));
    marker.inFlight().forEach(transfer -> message.addInFlight(TransferCodec.message(transfer)));
    return message;
  }

  private static Instant creditsAheadThrough(StoredProto.Marker row) {
    if (!row.hasCreditsAheadThroughMicros()) {
      throw new IllegalArgumentException("credits_ahead_through_micros is missing");
    }
    return Scalars.time(row.getCreditsAheadThroughMicros());
  }

  private static Marker marker(StoredProto.Marker row, Instant creditsAheadThrough) {
    long sequenceNr = Scalars.atLeast(0, row.getSequenceNr(), "sequence_nr");
    long appendNr = Scalars.atLeast(0, row.getAppendNr(), "append_nr");
    if (appendNr > sequenceNr || (appendNr == 0 && sequenceNr > 0)) {
      throw new IllegalArgumentException(
          "append_nr " + appendNr + " can't be at sequence_nr " + sequenceNr);
    }
    return new Marker(
        sequenceNr,
        appendNr,
        Scalars.time(row.getLastEventAtMicros()),
        Scalars.time(row.getNewestIdTimeMicros()),
        Scalars.atLeast(0, row.getEntryCount(), "entry_count"),
        row.getInFlightList().stream().map(TransferCodec::inFlight).toList(),
        creditsAheadThrough);
  }
}

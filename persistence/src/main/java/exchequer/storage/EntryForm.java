package exchequer.storage;

import exchequer.ledger.Entry;
import exchequer.storage.proto.StoredProto;
import java.util.OptionalInt;
import java.util.UUID;

/** Writes and reads the lines of statements. */
final class EntryForm {
  private EntryForm() {}

  static Stored write(Entry entry) {
    var message =
        StoredProto.Entry.newBuilder()
            .setAccount(entry.account().value())
            .setNumber(entry.number())
            .setAmount(Fields.amount(entry.amount()))
            .setBalance(Fields.amount(entry.balance()))
            .setCounterparty(entry.counterparty().value())
            .setIdHigh(entry.transfer().getMostSignificantBits())
            .setIdLow(entry.transfer().getLeastSignificantBits())
            .setPostedAtMicros(Fields.micros(entry.postedAt()))
            .setBucket(entry.bucket())
            .setSequenceNr(entry.sequenceNr());
    entry.previousBucket().ifPresent(message::setPreviousBucket);
    return Codec.write(Manifest.ENTRY, message.build());
  }

  static Entry read(Stored stored) {
    if (!stored.manifest().equals(Manifest.ENTRY)) {
      throw new UnreadableBytesException(stored, "an entry has '" + Manifest.ENTRY + "'");
    }
    return Codec.read(stored, StoredProto.Entry.parser(), EntryForm::entry);
  }

  private static Entry entry(StoredProto.Entry line) {
    return new Entry(
        Parts.account(line.hasAccount(), line.getAccount(), "account"),
        Fields.atLeast(1, line.hasNumber(), line.getNumber(), "number"),
        Fields.amount(line.hasAmount(), line.getAmount(), "amount"),
        Fields.amount(line.hasBalance(), line.getBalance(), "balance"),
        Parts.account(line.hasCounterparty(), line.getCounterparty(), "counterparty"),
        new UUID(
            Fields.required(line.hasIdHigh(), line.getIdHigh(), "id_high"),
            Fields.required(line.hasIdLow(), line.getIdLow(), "id_low")),
        Fields.time(line.hasPostedAtMicros(), line.getPostedAtMicros(), "posted_at_micros"),
        Fields.notNegative(line.hasBucket(), line.getBucket(), "bucket"),
        line.hasPreviousBucket()
            ? OptionalInt.of(Fields.notNegative(true, line.getPreviousBucket(), "previous_bucket"))
            : OptionalInt.empty(),
        Fields.atLeast(1, line.hasSequenceNr(), line.getSequenceNr(), "sequence_nr"));
  }
}

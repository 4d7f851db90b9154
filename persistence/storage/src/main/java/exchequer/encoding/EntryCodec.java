package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.AccountId;
import exchequer.ledger.Entry;
import java.util.OptionalInt;
import java.util.UUID;

/** The lines of statements. */
public final class EntryCodec {
  public static final Codec<Entry> ENTRY =
      Codec.of(
          "entry/1",
          StoredProto.Entry.getDefaultInstance(),
          EntryCodec::message,
          EntryCodec::entry);

  private EntryCodec() {}

  static StoredProto.Entry message(Entry entry) {
    var message =
        StoredProto.Entry.newBuilder()
            .setAccount(entry.account().value())
            .setNumber(entry.number())
            .setAmount(Scalars.amount(entry.amount()))
            .setBalance(Scalars.amount(entry.balance()))
            .setCounterparty(entry.counterparty().value())
            .setIdHigh(entry.transfer().getMostSignificantBits())
            .setIdLow(entry.transfer().getLeastSignificantBits())
            .setPostedAtMicros(Scalars.micros(entry.postedAt()))
            .setBucket(entry.bucket())
            .setSequenceNr(entry.sequenceNr());
    entry.previousBucket().ifPresent(message::setPreviousBucket);
    return message.build();
  }

  static Entry entry(StoredProto.Entry line) {
    return new Entry(
        new AccountId(line.getAccount()),
        Scalars.atLeast(1, line.getNumber(), "number"),
        Scalars.amount(line.getAmount(), "amount"),
        Scalars.amount(line.getBalance(), "balance"),
        new AccountId(line.getCounterparty()),
        new UUID(line.getIdHigh(), line.getIdLow()),
        Scalars.time(line.getPostedAtMicros()),
        Scalars.notNegative(line.getBucket(), "bucket"),
        line.hasPreviousBucket()
            ? OptionalInt.of(Scalars.notNegative(line.getPreviousBucket(), "previous_bucket"))
            : OptionalInt.empty(),
        Scalars.atLeast(1, line.getSequenceNr(), "sequence_nr"));
  }
}

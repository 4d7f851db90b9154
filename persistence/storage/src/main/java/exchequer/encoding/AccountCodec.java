package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Balance;
import exchequer.ledger.Entries;
import exchequer.ledger.Fingerprint;
import exchequer.ledger.Terms;
import java.util.Map;
import java.util.Optional;

/** An account as it is after an event of its book. */
public final class AccountCodec {
  public static final Codec<Account> ACCOUNT =
      Codec.of(
          "account/1",
          StoredProto.Account.getDefaultInstance(),
          AccountCodec::message,
          AccountCodec::account);

  private AccountCodec() {}

  static StoredProto.Account message(Account account) {
    Terms terms = account.terms();
    Balance balance = account.balance();
    Entries entries = account.entries();
    var message =
        StoredProto.Account.newBuilder()
            .setId(account.id().value())
            .setAsset(account.asset().toString())
            .setOpenedAtMicros(Scalars.micros(account.openedAt()))
            .setStatus(Scalars.status(terms.status()))
            .setVersion(terms.version())
            .setChangedAtMicros(Scalars.micros(terms.changedAt()))
            .setPosted(Scalars.amount(balance.posted()))
            .setInFlightOut(Scalars.amount(balance.inFlightOut()))
            .setEntryCount(entries.count())
            .setFirstBucket(entries.firstBucket())
            .setLastBucket(entries.lastBucket())
            .setSequenceNr(account.sequenceNr());
    if (!terms.metadata().isEmpty()) {
      message.putAllMetadata(Scalars.metadata(terms.metadata()));
    }
    terms.floor().amount().map(Scalars::amount).ifPresent(message::setFloor);
    terms.ceiling().amount().map(Scalars::amount).ifPresent(message::setCeiling);
    terms
        .openedWith()
        .ifPresent(kept -> message.setOpenedWithHigh(kept.high()).setOpenedWithLow(kept.low()));
    return message.build();
  }

  static Account account(StoredProto.Account row) {
    Amount posted = Scalars.amount(row.getPosted(), "posted");
    Amount inFlightOut = Scalars.notNegative(row.getInFlightOut(), "in_flight_out");
    if (!posted.canAdd(inFlightOut.negated())) {
      throw new IllegalArgumentException("posted less in_flight_out is not an amount");
    }
    return new Account(
        new AccountId(row.getId()),
        Asset.parse(row.getAsset()),
        Scalars.time(row.getOpenedAtMicros()),
        terms(row),
        new Balance(posted, inFlightOut),
        new Entries(
            Scalars.atLeast(0, row.getEntryCount(), "entry_count"),
            Scalars.notNegative(row.getFirstBucket(), "first_bucket"),
            Scalars.notNegative(row.getLastBucket(), "last_bucket")),
        Scalars.atLeast(1, row.getSequenceNr(), "sequence_nr"));
  }

  private static Terms terms(StoredProto.Account row) {
    return new Terms(
        Scalars.limit(row.hasFloor(), row.getFloor(), "floor"),
        Scalars.limit(row.hasCeiling(), row.getCeiling(), "ceiling"),
        Scalars.status(row.getStatus()),
        Map.copyOf(row.getMetadataMap()),
        Scalars.atLeast(1, row.getVersion(), "version"),
        Scalars.time(row.getChangedAtMicros()),
        openedWith(row));
  }

  private static Optional<Fingerprint> openedWith(StoredProto.Account row) {
    if (row.hasOpenedWithHigh() != row.hasOpenedWithLow()) {
      throw new IllegalArgumentException("half of opened_with is missing");
    }
    return row.hasOpenedWithHigh()
        ? Optional.of(new Fingerprint(row.getOpenedWithHigh(), row.getOpenedWithLow()))
        : Optional.empty();
  }
}

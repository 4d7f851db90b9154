package exchequer.storage;

import exchequer.ledger.BookEvent;
import exchequer.storage.proto.StoredProto;

/** Writes each event of the log. */
final class EventWriter implements BookEvent.Cases<Stored> {
  static final EventWriter INSTANCE = new EventWriter();

  private EventWriter() {}

  @Override
  public Stored accountOpened(BookEvent.AccountOpened event) {
    var message =
        StoredProto.AccountOpened.newBuilder()
            .setAccount(event.account().value())
            .setAsset(event.asset().toString())
            .putAllMetadata(Fields.metadata(event.metadata()))
            .setAtMicros(Fields.micros(event.at()));
    event.floor().amount().map(Fields::amount).ifPresent(message::setFloor);
    event.ceiling().amount().map(Fields::amount).ifPresent(message::setCeiling);
    return Codec.write(Manifest.ACCOUNT_OPENED, message.build());
  }

  @Override
  public Stored accountUpdated(BookEvent.AccountUpdated event) {
    var message =
        StoredProto.AccountUpdated.newBuilder()
            .setAccount(event.account().value())
            .putAllMetadata(Fields.metadata(event.metadata()))
            .setAtMicros(Fields.micros(event.at()));
    event.floor().amount().map(Fields::amount).ifPresent(message::setFloor);
    event.ceiling().amount().map(Fields::amount).ifPresent(message::setCeiling);
    return Codec.write(Manifest.ACCOUNT_UPDATED, message.build());
  }

  @Override
  public Stored accountStatusChanged(BookEvent.AccountStatusChanged event) {
    return Codec.write(
        Manifest.ACCOUNT_STATUS_CHANGED,
        StoredProto.AccountStatusChanged.newBuilder()
            .setAccount(event.account().value())
            .setStatus(Fields.status(event.status()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored localTransferPosted(BookEvent.LocalTransferPosted event) {
    return Codec.write(
        Manifest.LOCAL_TRANSFER_POSTED,
        StoredProto.LocalTransferPosted.newBuilder()
            .setOrder(Parts.write(event.order()))
            .setSourcePosted(Fields.amount(event.sourcePosted()))
            .setDestinationPosted(Fields.amount(event.destinationPosted()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored transferBegun(BookEvent.TransferBegun event) {
    return Codec.write(
        Manifest.TRANSFER_BEGUN,
        StoredProto.TransferBegun.newBuilder()
            .setOrder(Parts.write(event.order()))
            .setInFlightOut(Fields.amount(event.inFlightOut()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored transferPosted(BookEvent.TransferPosted event) {
    return Codec.write(
        Manifest.TRANSFER_POSTED,
        StoredProto.TransferPosted.newBuilder()
            .setKey(Parts.write(event.key()))
            .setPosted(Fields.amount(event.posted()))
            .setInFlightOut(Fields.amount(event.inFlightOut()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored transferRefused(BookEvent.TransferRefused event) {
    return Codec.write(
        Manifest.TRANSFER_REFUSED,
        StoredProto.TransferRefused.newBuilder()
            .setOrder(Parts.write(event.order()))
            .setRefusal(event.refusal().number())
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored transferReturned(BookEvent.TransferReturned event) {
    return Codec.write(
        Manifest.TRANSFER_RETURNED,
        StoredProto.TransferReturned.newBuilder()
            .setKey(Parts.write(event.key()))
            .setRefusal(event.refusal().number())
            .setInFlightOut(Fields.amount(event.inFlightOut()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored creditAccepted(BookEvent.CreditAccepted event) {
    return Codec.write(
        Manifest.CREDIT_ACCEPTED,
        StoredProto.CreditAccepted.newBuilder()
            .setCredit(Parts.write(event.credit()))
            .setPosted(Fields.amount(event.posted()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored creditRefused(BookEvent.CreditRefused event) {
    return Codec.write(
        Manifest.CREDIT_REFUSED,
        StoredProto.CreditRefused.newBuilder()
            .setKey(Parts.write(event.key()))
            .setRefusal(event.refusal().number())
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }

  @Override
  public Stored creditFromFutureMet(BookEvent.CreditFromFutureMet event) {
    return Codec.write(
        Manifest.CREDIT_FROM_FUTURE_MET,
        StoredProto.CreditFromFutureMet.newBuilder()
            .setBegunAtMicros(Fields.micros(event.begunAt()))
            .setAtMicros(Fields.micros(event.at()))
            .build());
  }
}

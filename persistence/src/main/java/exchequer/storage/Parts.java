package exchequer.storage;

import com.google.protobuf.ByteString;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Credit;
import exchequer.ledger.InFlight;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import exchequer.storage.proto.StoredProto;
import java.util.UUID;

/** What several kinds of stored things contain. */
final class Parts {
  private Parts() {}

  static AccountId account(boolean present, String text, String field) {
    return new AccountId(Fields.required(present, text, field));
  }

  static Asset asset(boolean present, String text) {
    return Asset.parse(Fields.required(present, text, "asset"));
  }

  static Amount inFlightOut(boolean present, ByteString bytes) {
    return Fields.notNegative(Fields.amount(present, bytes, "in_flight_out"), "in_flight_out");
  }

  static StoredProto.TransferKey write(TransferKey key) {
    return StoredProto.TransferKey.newBuilder()
        .setSource(key.source().value())
        .setIdHigh(key.id().getMostSignificantBits())
        .setIdLow(key.id().getLeastSignificantBits())
        .build();
  }

  static TransferKey read(StoredProto.TransferKey key) {
    long high = Fields.required(key.hasIdHigh(), key.getIdHigh(), "id_high");
    long low = Fields.required(key.hasIdLow(), key.getIdLow(), "id_low");
    return new TransferKey(
        account(key.hasSource(), key.getSource(), "source"), new UUID(high, low));
  }

  static StoredProto.TransferOrder write(TransferOrder order) {
    var message =
        StoredProto.TransferOrder.newBuilder()
            .setKey(write(order.key()))
            .setDestination(order.destination().value())
            .setAsset(order.asset().toString())
            .setAmount(Fields.amount(order.amount()));
    if (!order.metadata().isEmpty()) { // As most are: protobuf makes two maps of an empty one.
      message.putAllMetadata(Fields.metadata(order.metadata()));
    }
    return message.build();
  }

  static TransferOrder read(StoredProto.TransferOrder order) {
    return new TransferOrder(
        read(order.getKey()),
        account(order.hasDestination(), order.getDestination(), "destination"),
        asset(order.hasAsset(), order.getAsset()),
        Fields.positive(Fields.amount(order.hasAmount(), order.getAmount(), "amount"), "amount"),
        order.getMetadataMap());
  }

  static StoredProto.Credit write(Credit credit) {
    return StoredProto.Credit.newBuilder()
        .setKey(write(credit.key()))
        .setDestination(credit.destination().value())
        .setAsset(credit.asset().toString())
        .setAmount(Fields.amount(credit.amount()))
        .setBegunAtMicros(Fields.micros(credit.begunAt()))
        .build();
  }

  static Credit read(StoredProto.Credit credit) {
    return new Credit(
        read(credit.getKey()),
        account(credit.hasDestination(), credit.getDestination(), "destination"),
        asset(credit.hasAsset(), credit.getAsset()),
        Fields.positive(Fields.amount(credit.hasAmount(), credit.getAmount(), "amount"), "amount"),
        Fields.time(credit.hasBegunAtMicros(), credit.getBegunAtMicros(), "begun_at_micros"));
  }

  static StoredProto.InFlight write(InFlight transfer) {
    return StoredProto.InFlight.newBuilder()
        .setOrder(write(transfer.order()))
        .setBegunAtMicros(Fields.micros(transfer.begunAt()))
        .build();
  }

  static InFlight read(StoredProto.InFlight transfer) {
    return new InFlight(
        read(transfer.getOrder()),
        Fields.time(transfer.hasBegunAtMicros(), transfer.getBegunAtMicros(), "begun_at_micros"));
  }
}

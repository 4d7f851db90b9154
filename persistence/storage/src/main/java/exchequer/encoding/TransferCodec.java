package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.AccountId;
import exchequer.ledger.Asset;
import exchequer.ledger.Credit;
import exchequer.ledger.InFlight;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.util.UUID;

/** What is said of a transfer, by itself and within other messages. */
final class TransferCodec {
  private TransferCodec() {}

  static StoredProto.TransferKey message(TransferKey key) {
    return StoredProto.TransferKey.newBuilder()
        .setSource(key.source().value())
        .setIdHigh(key.id().getMostSignificantBits())
        .setIdLow(key.id().getLeastSignificantBits())
        .build();
  }

  static TransferKey key(StoredProto.TransferKey key) {
    return new TransferKey(
        new AccountId(key.getSource()), new UUID(key.getIdHigh(), key.getIdLow()));
  }

  static StoredProto.TransferOrder message(TransferOrder order) {
    var message =
        StoredProto.TransferOrder.newBuilder()
            .setKey(message(order.key()))
            .setDestination(order.destination().value())
            .setAsset(order.asset().toString())
            .setAmount(Scalars.amount(order.amount()));
    if (!order.metadata().isEmpty()) { // As most are: protobuf makes two maps of an empty one.
      message.putAllMetadata(Scalars.metadata(order.metadata()));
    }
    return message.build();
  }

  static TransferOrder order(StoredProto.TransferOrder order) {
    return new TransferOrder(
        key(order.getKey()),
        new AccountId(order.getDestination()),
        Asset.parse(order.getAsset()),
        Scalars.positive(order.getAmount(), "amount"),
        order.getMetadataMap());
  }

  static StoredProto.Credit message(Credit credit) {
    return StoredProto.Credit.newBuilder()
        .setKey(message(credit.key()))
        .setDestination(credit.destination().value())
        .setAsset(credit.asset().toString())
        .setAmount(Scalars.amount(credit.amount()))
        .setBegunAtMicros(Scalars.micros(credit.begunAt()))
        .build();
  }

  static Credit credit(StoredProto.Credit credit) {
    return new Credit(
        key(credit.getKey()),
        new AccountId(credit.getDestination()),
        Asset.parse(credit.getAsset()),
        Scalars.positive(credit.getAmount(), "amount"),
        Scalars.time(credit.getBegunAtMicros()));
  }

  static StoredProto.InFlight message(InFlight transfer) {
    return StoredProto.InFlight.newBuilder()
        .setOrder(message(transfer.order()))
        .setBegunAtMicros(Scalars.micros(transfer.begunAt()))
        .build();
  }

  static InFlight inFlight(StoredProto.InFlight transfer) {
    return new InFlight(order(transfer.getOrder()), Scalars.time(transfer.getBegunAtMicros()));
  }
}

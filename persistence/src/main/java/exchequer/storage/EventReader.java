package exchequer.storage;

import exchequer.ledger.BookEvent;
import exchequer.storage.proto.StoredProto;
import java.util.Map;

/** Reads each event of the log. */
final class EventReader {
  private EventReader() {}

  static BookEvent read(Stored stored) {
    return switch (stored.manifest()) {
      case Manifest.ACCOUNT_OPENED ->
          Codec.read(stored, StoredProto.AccountOpened.parser(), EventReader::event);
      case Manifest.ACCOUNT_UPDATED ->
          Codec.read(stored, StoredProto.AccountUpdated.parser(), EventReader::event);
      case Manifest.ACCOUNT_STATUS_CHANGED ->
          Codec.read(stored, StoredProto.AccountStatusChanged.parser(), EventReader::event);
      case Manifest.LOCAL_TRANSFER_POSTED ->
          Codec.read(stored, StoredProto.LocalTransferPosted.parser(), EventReader::event);
      case Manifest.TRANSFER_BEGUN ->
          Codec.read(stored, StoredProto.TransferBegun.parser(), EventReader::event);
      case Manifest.TRANSFER_POSTED ->
          Codec.read(stored, StoredProto.TransferPosted.parser(), EventReader::event);
      case Manifest.TRANSFER_REFUSED ->
          Codec.read(stored, StoredProto.TransferRefused.parser(), EventReader::event);
      case Manifest.TRANSFER_RETURNED ->
          Codec.read(stored, StoredProto.TransferReturned.parser(), EventReader::event);
      case Manifest.CREDIT_ACCEPTED ->
          Codec.read(stored, StoredProto.CreditAccepted.parser(), EventReader::event);
      case Manifest.CREDIT_REFUSED ->
          Codec.read(stored, StoredProto.CreditRefused.parser(), EventReader::event);
      case Manifest.CREDIT_FROM_FUTURE_MET ->
          Codec.read(stored, StoredProto.CreditFromFutureMet.parser(), EventReader::event);
      default -> throw new UnreadableBytesException(stored, "no event has this manifest");
    };
  }

  private static BookEvent event(StoredProto.AccountOpened event) {
    return new BookEvent.AccountOpened(
        Parts.account(event.hasAccount(), event.getAccount(), "account"),
        Parts.asset(event.hasAsset(), event.getAsset()),
        Fields.limit(event.hasFloor(), event.getFloor(), "floor"),
        Fields.limit(event.hasCeiling(), event.getCeiling(), "ceiling"),
        Map.copyOf(event.getMetadataMap()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.AccountUpdated event) {
    return new BookEvent.AccountUpdated(
        Parts.account(event.hasAccount(), event.getAccount(), "account"),
        Fields.limit(event.hasFloor(), event.getFloor(), "floor"),
        Fields.limit(event.hasCeiling(), event.getCeiling(), "ceiling"),
        Map.copyOf(event.getMetadataMap()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.AccountStatusChanged event) {
    return new BookEvent.AccountStatusChanged(
        Parts.account(event.hasAccount(), event.getAccount(), "account"),
        Fields.status(event.hasStatus(), event.getStatus()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.LocalTransferPosted event) {
    return new BookEvent.LocalTransferPosted(
        Parts.read(event.getOrder()),
        Fields.amount(event.hasSourcePosted(), event.getSourcePosted(), "source_posted"),
        Fields.amount(
            event.hasDestinationPosted(), event.getDestinationPosted(), "destination_posted"),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.TransferBegun event) {
    return new BookEvent.TransferBegun(
        Parts.read(event.getOrder()),
        Parts.inFlightOut(event.hasInFlightOut(), event.getInFlightOut()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.TransferPosted event) {
    return new BookEvent.TransferPosted(
        Parts.read(event.getKey()),
        Fields.amount(event.hasPosted(), event.getPosted(), "posted"),
        Parts.inFlightOut(event.hasInFlightOut(), event.getInFlightOut()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.TransferRefused event) {
    return new BookEvent.TransferRefused(
        Parts.read(event.getOrder()),
        Fields.refusal(event.hasRefusal(), event.getRefusal()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.TransferReturned event) {
    return new BookEvent.TransferReturned(
        Parts.read(event.getKey()),
        Fields.refusal(event.hasRefusal(), event.getRefusal()),
        Parts.inFlightOut(event.hasInFlightOut(), event.getInFlightOut()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.CreditAccepted event) {
    return new BookEvent.CreditAccepted(
        Parts.read(event.getCredit()),
        Fields.amount(event.hasPosted(), event.getPosted(), "posted"),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.CreditRefused event) {
    return new BookEvent.CreditRefused(
        Parts.read(event.getKey()),
        Fields.refusal(event.hasRefusal(), event.getRefusal()),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }

  private static BookEvent event(StoredProto.CreditFromFutureMet event) {
    return new BookEvent.CreditFromFutureMet(
        Fields.time(event.hasBegunAtMicros(), event.getBegunAtMicros(), "begun_at_micros"),
        Fields.time(event.hasAtMicros(), event.getAtMicros(), "at_micros"));
  }
}

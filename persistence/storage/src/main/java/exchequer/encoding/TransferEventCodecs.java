package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.BookEvent.CreditAccepted;
import exchequer.ledger.BookEvent.CreditFromFutureMet;
import exchequer.ledger.BookEvent.CreditRefused;
import exchequer.ledger.BookEvent.LocalTransferPosted;
import exchequer.ledger.BookEvent.TransferBegun;
import exchequer.ledger.BookEvent.TransferPosted;
import exchequer.ledger.BookEvent.TransferRefused;
import exchequer.ledger.BookEvent.TransferReturned;
import exchequer.ledger.Refusal;

/** The events of the log that a transfer leaves in the books of its source and destination. */
final class TransferEventCodecs {
  static final Codec<LocalTransferPosted> POSTED_WITHIN_A_BOOK =
      Codec.of(
          "local-transfer-posted/1",
          StoredProto.LocalTransferPosted.getDefaultInstance(),
          event ->
              StoredProto.LocalTransferPosted.newBuilder()
                  .setOrder(TransferCodec.message(event.order()))
                  .setSourcePosted(Scalars.amount(event.sourcePosted()))
                  .setDestinationPosted(Scalars.amount(event.destinationPosted()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new LocalTransferPosted(
                  TransferCodec.order(event.getOrder()),
                  Scalars.amount(event.getSourcePosted(), "source_posted"),
                  Scalars.amount(event.getDestinationPosted(), "destination_posted"),
                  Scalars.time(event.getAtMicros())));

  static final Codec<TransferBegun> BEGUN =
      Codec.of(
          "transfer-begun/1",
          StoredProto.TransferBegun.getDefaultInstance(),
          event ->
              StoredProto.TransferBegun.newBuilder()
                  .setOrder(TransferCodec.message(event.order()))
                  .setInFlightOut(Scalars.amount(event.inFlightOut()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new TransferBegun(
                  TransferCodec.order(event.getOrder()),
                  Scalars.notNegative(event.getInFlightOut(), "in_flight_out"),
                  Scalars.time(event.getAtMicros())));

  static final Codec<TransferPosted> POSTED =
      Codec.of(
          "transfer-posted/1",
          StoredProto.TransferPosted.getDefaultInstance(),
          event ->
              StoredProto.TransferPosted.newBuilder()
                  .setKey(TransferCodec.message(event.key()))
                  .setPosted(Scalars.amount(event.posted()))
                  .setInFlightOut(Scalars.amount(event.inFlightOut()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new TransferPosted(
                  TransferCodec.key(event.getKey()),
                  Scalars.amount(event.getPosted(), "posted"),
                  Scalars.notNegative(event.getInFlightOut(), "in_flight_out"),
                  Scalars.time(event.getAtMicros())));

  static final Codec<TransferRefused> REFUSED =
      Codec.of(
          "transfer-refused/1",
          StoredProto.TransferRefused.getDefaultInstance(),
          event ->
              StoredProto.TransferRefused.newBuilder()
                  .setOrder(TransferCodec.message(event.order()))
                  .setRefusal(event.refusal().number())
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new TransferRefused(
                  TransferCodec.order(event.getOrder()),
                  Refusal.ofNumber(event.getRefusal()),
                  Scalars.time(event.getAtMicros())));

  static final Codec<TransferReturned> RETURNED =
      Codec.of(
          "transfer-returned/1",
          StoredProto.TransferReturned.getDefaultInstance(),
          event ->
              StoredProto.TransferReturned.newBuilder()
                  .setKey(TransferCodec.message(event.key()))
                  .setRefusal(event.refusal().number())
                  .setInFlightOut(Scalars.amount(event.inFlightOut()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new TransferReturned(
                  TransferCodec.key(event.getKey()),
                  Refusal.ofNumber(event.getRefusal()),
                  Scalars.notNegative(event.getInFlightOut(), "in_flight_out"),
                  Scalars.time(event.getAtMicros())));

  static final Codec<CreditAccepted> CREDIT_ACCEPTED =
      Codec.of(
          "credit-accepted/1",
          StoredProto.CreditAccepted.getDefaultInstance(),
          event ->
              StoredProto.CreditAccepted.newBuilder()
                  .setCredit(TransferCodec.message(event.credit()))
                  .setPosted(Scalars.amount(event.posted()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new CreditAccepted(
                  TransferCodec.credit(event.getCredit()),
                  Scalars.amount(event.getPosted(), "posted"),
                  Scalars.time(event.getAtMicros())));

  static final Codec<CreditRefused> CREDIT_REFUSED =
      Codec.of(
          "credit-refused/1",
          StoredProto.CreditRefused.getDefaultInstance(),
          event ->
              StoredProto.CreditRefused.newBuilder()
                  .setKey(TransferCodec.message(event.key()))
                  .setRefusal(event.refusal().number())
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new CreditRefused(
                  TransferCodec.key(event.getKey()),
                  Refusal.ofNumber(event.getRefusal()),
                  Scalars.time(event.getAtMicros())));

  static final Codec<CreditFromFutureMet> CREDIT_FROM_FUTURE_MET =
      Codec.of(
          "credit-from-future-met/1",
          StoredProto.CreditFromFutureMet.getDefaultInstance(),
          event ->
              StoredProto.CreditFromFutureMet.newBuilder()
                  .setBegunAtMicros(Scalars.micros(event.begunAt()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new CreditFromFutureMet(
                  Scalars.time(event.getBegunAtMicros()), Scalars.time(event.getAtMicros())));

  private TransferEventCodecs() {}
}

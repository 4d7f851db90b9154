package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.encoding.proto.StoredProto.TransferOutcomes;
import exchequer.ledger.AccountId;
import exchequer.ledger.Asset;
import exchequer.ledger.Credit;
import exchequer.ledger.Outcome;
import exchequer.ledger.TransferKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Outcomes of transfers: one by one, and several together. */
public final class OutcomeCodec {
  public static final Codec<Outcome.OfTransfer> DECIDED =
      Codec.of(
          "transfer-decided/1",
          StoredProto.TransferDecided.getDefaultInstance(),
          OutcomeCodec::message,
          OutcomeCodec::decided);

  public static final Codec<Outcome.OfCredit> CREDITED =
      Codec.of(
          "credit-decided/1",
          StoredProto.CreditDecided.getDefaultInstance(),
          OutcomeCodec::message,
          OutcomeCodec::credited);

  public static final Codec<List<Outcome>> TOGETHER =
      Codec.of(
          "transfer-outcomes/1",
          StoredProto.TransferOutcomes.getDefaultInstance(),
          OutcomeCodec::message,
          OutcomeCodec::outcomes);

  private OutcomeCodec() {}

  static StoredProto.TransferDecided message(Outcome.OfTransfer decided) {
    return StoredProto.TransferDecided.newBuilder()
        .setOrder(TransferCodec.message(decided.order()))
        .setRefusal(Scalars.outcome(decided.refusal()))
        .setTakenUpAtMicros(Scalars.micros(decided.takenUpAt()))
        .build();
  }

  static Outcome.OfTransfer decided(StoredProto.TransferDecided row) {
    return new Outcome.OfTransfer(
        TransferCodec.order(row.getOrder()),
        Scalars.outcome(row.getRefusal()),
        Scalars.time(row.getTakenUpAtMicros()));
  }

  private static StoredProto.CreditDecided message(Outcome.OfCredit credited) {
    var message =
        StoredProto.CreditDecided.newBuilder()
            .setKey(TransferCodec.message(credited.key()))
            .setRefusal(Scalars.outcome(credited.refusal()));
    credited.credit().ifPresent(credit -> message.setAccepted(accepted(credit)));
    return message.build();
  }

  private static StoredProto.CreditDecided.Accepted accepted(Credit credit) {
    return StoredProto.CreditDecided.Accepted.newBuilder()
        .setDestination(credit.destination().value())
        .setAsset(credit.asset().toString())
        .setAmount(Scalars.amount(credit.amount()))
        .setBegunAtMicros(Scalars.micros(credit.begunAt()))
        .build();
  }

  private static Outcome.OfCredit credited(StoredProto.CreditDecided row) {
    TransferKey key = TransferCodec.key(row.getKey());
    return new Outcome.OfCredit(
        key,
        Scalars.outcome(row.getRefusal()),
        row.hasAccepted() ? Optional.of(credit(key, row.getAccepted())) : Optional.empty());
  }

  private static Credit credit(TransferKey key, StoredProto.CreditDecided.Accepted accepted) {
    return new Credit(
        key,
        new AccountId(accepted.getDestination()),
        Asset.parse(accepted.getAsset()),
        Scalars.positive(accepted.getAmount(), "amount"),
        Scalars.time(accepted.getBegunAtMicros()));
  }

  private static StoredProto.TransferOutcomes message(List<Outcome> transfers) {
    if (transfers.isEmpty()) {
      throw new IllegalArgumentException("there is at least one outcome");
    }
    var message = StoredProto.TransferOutcomes.newBuilder().setOutcomeCount(transfers.size());
    transfers.forEach(transfer -> message.addOutcomes(outcome(transfer)));
    return message.build();
  }

  private static TransferOutcomes.Outcome outcome(Outcome transfer) {
    return transfer instanceof Outcome.OfTransfer decided
        ? TransferOutcomes.Outcome.newBuilder().setDecided(message(decided)).build()
        : TransferOutcomes.Outcome.newBuilder()
            .setCredited(message((Outcome.OfCredit) transfer))
            .build();
  }

  private static List<Outcome> outcomes(StoredProto.TransferOutcomes row) {
    Scalars.counted(row.getOutcomeCount(), row.getOutcomesCount(), "outcome");
    List<Outcome> outcomes = new ArrayList<>(row.getOutcomesCount());
    for (TransferOutcomes.Outcome outcome : row.getOutcomesList()) {
      outcomes.add(
          switch (outcome.getKindCase()) {
            case DECIDED -> decided(outcome.getDecided());
            case CREDITED -> credited(outcome.getCredited());
            case KIND_NOT_SET -> throw new IllegalArgumentException("an outcome is of no kind");
          });
    }
    return List.copyOf(outcomes);
  }
}

package exchequer.storage;

import exchequer.ledger.Remembered;
import exchequer.storage.proto.StoredProto;
import exchequer.storage.proto.StoredProto.TransferOutcomes.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads outcomes of transfers: one by one, and several together. */
final class OutcomeForm {
  private OutcomeForm() {}

  static Stored write(Remembered transfer) {
    if (transfer instanceof Remembered.Decided decided) {
      return Codec.write(Manifest.TRANSFER_DECIDED, message(decided));
    }
    return Codec.write(Manifest.CREDIT_DECIDED, message((Remembered.Credited) transfer));
  }

  static Remembered read(Stored stored) {
    return switch (stored.manifest()) {
      case Manifest.TRANSFER_DECIDED ->
          Codec.read(stored, StoredProto.TransferDecided.parser(), OutcomeForm::decided);
      case Manifest.CREDIT_DECIDED ->
          Codec.read(stored, StoredProto.CreditDecided.parser(), OutcomeForm::credited);
      default -> throw new UnreadableBytesException(stored, "no transfer has this manifest");
    };
  }

  static Stored write(List<Remembered> transfers) {
    if (transfers.isEmpty()) {
      throw new IllegalArgumentException("there is at least one outcome");
    }
    var message = StoredProto.TransferOutcomes.newBuilder();
    transfers.forEach(transfer -> message.addOutcomes(outcome(transfer)));
    return Codec.write(
        Manifest.TRANSFER_OUTCOMES, message.setOutcomeCount(transfers.size()).build());
  }

  private static Outcome outcome(Remembered transfer) {
    return transfer instanceof Remembered.Decided decided
        ? Outcome.newBuilder().setDecided(message(decided)).build()
        : Outcome.newBuilder().setCredited(message((Remembered.Credited) transfer)).build();
  }

  static List<Remembered> readAll(Stored stored) {
    if (!stored.manifest().equals(Manifest.TRANSFER_OUTCOMES)) {
      throw new UnreadableBytesException(
          stored, "outcomes have '" + Manifest.TRANSFER_OUTCOMES + "'");
    }
    return Codec.read(stored, StoredProto.TransferOutcomes.parser(), OutcomeForm::outcomes);
  }

  private static List<Remembered> outcomes(StoredProto.TransferOutcomes row) {
    int count = row.getOutcomesCount();
    Fields.counted(row.hasOutcomeCount(), row.getOutcomeCount(), count, "outcome");
    List<Remembered> outcomes = new ArrayList<>(count);
    for (Outcome outcome : row.getOutcomesList()) {
      outcomes.add(
          switch (outcome.getKindCase()) {
            case DECIDED -> decided(outcome.getDecided());
            case CREDITED -> credited(outcome.getCredited());
            case KIND_NOT_SET -> throw new IllegalArgumentException("an outcome is of no kind");
          });
    }
    return List.copyOf(outcomes);
  }

  private static StoredProto.TransferDecided message(Remembered.Decided decided) {
    return StoredProto.TransferDecided.newBuilder()
        .setOrder(Parts.write(decided.order()))
        .setRefusal(Fields.outcome(decided.refusal()))
        .setTakenUpAtMicros(Fields.micros(decided.takenUpAt()))
        .build();
  }

  private static StoredProto.CreditDecided message(Remembered.Credited credited) {
    return StoredProto.CreditDecided.newBuilder()
        .setKey(Parts.write(credited.key()))
        .setRefusal(Fields.outcome(credited.refusal()))
        .build();
  }

  private static Remembered decided(StoredProto.TransferDecided row) {
    return new Remembered.Decided(
        Parts.read(row.getOrder()),
        Fields.outcome(row.hasRefusal(), row.getRefusal()),
        Fields.time(row.hasTakenUpAtMicros(), row.getTakenUpAtMicros(), "taken_up_at_micros"));
  }

  private static Remembered credited(StoredProto.CreditDecided row) {
    return new Remembered.Credited(
        Parts.read(row.getKey()), Fields.outcome(row.hasRefusal(), row.getRefusal()));
  }
}

package exchequer.cli;

import exchequer.v1.Account;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Entry;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import java.util.ArrayList;
import java.util.List;

/** What tables and CSV show of each message. The order is part of the CSV that scripts read. */
final class Fields {
  private Fields() {}

  static List<Field> of(Account account) {
    return List.of(
        Field.text("name", account.getName()),
        Field.text("asset", account.getAsset()),
        Field.text("state", account.getState().name()),
        Field.amount("posted", account.getBalance().getPosted()),
        Field.amount("in_flight_out", account.getBalance().getInFlightOut()),
        Field.amount("available", account.getBalance().getAvailable()),
        Field.amount("floor", account.getFloor()),
        Field.amount("ceiling", account.getCeiling()),
        Field.number("entry_count", account.getEntryCount()),
        Field.text("metadata", Metadata.text(account.getMetadataMap())),
        Field.text("etag", account.getEtag()),
        Field.text("create_time", Times.text(account.hasCreateTime(), account.getCreateTime())),
        Field.text("update_time", Times.text(account.hasUpdateTime(), account.getUpdateTime())));
  }

  static List<Field> of(Transfer transfer) {
    Reason refusal = transfer.getRefusal();
    return List.of(
        Field.text("name", transfer.getName()),
        Field.text("destination", transfer.getDestination()),
        Field.text("asset", transfer.getAsset()),
        Field.amount("amount", transfer.getAmount()),
        Field.text("state", transfer.getState().name()),
        Field.text("refusal", refusal == Reason.REASON_UNSPECIFIED ? "" : refusal.name()),
        Field.text("metadata", Metadata.text(transfer.getMetadataMap())),
        Field.text("create_time", Times.text(transfer.hasCreateTime(), transfer.getCreateTime())));
  }

  static List<Field> of(CreateTransferResponse response) {
    List<Field> fields = new ArrayList<>(of(response.getTransfer()));
    fields.add(Field.text("replayed", Boolean.toString(response.getReplayed())));
    return fields;
  }

  static List<Field> of(Entry entry) {
    return List.of(
        Field.number("number", entry.getNumber()),
        Field.text("create_time", Times.text(entry.hasCreateTime(), entry.getCreateTime())),
        Field.amount("amount", entry.getAmount()),
        Field.amount("balance", entry.getBalance()),
        Field.text("counterparty", entry.getCounterparty()),
        Field.text("transfer", entry.getTransfer()),
        Field.text("name", entry.getName()));
  }
}

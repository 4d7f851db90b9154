package exchequer.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a book holds in memory. Changed by {@link Evolution} only, read by {@link Rulings}. */
final class BookState {
  final BookRules rules;
  final AccountCache accounts;
  final TransferMemory transfers;
  final Statements statements;
  final Map<TransferKey, InFlight> inFlight = new LinkedHashMap<>();
  long sequenceNr;
  long appendNr;
  Instant lastEventAt;

  BookState(BookRules rules, Marker marker) {
    this.rules = rules;
    this.accounts = new AccountCache(rules.cachedAccounts());
    this.transfers = new TransferMemory(rules.rememberedTransfers(), marker);
    this.statements = new Statements(rules.entriesPerBucket(), marker);
    this.sequenceNr = marker.sequenceNr();
    this.appendNr = marker.appendNr();
    this.lastEventAt = marker.lastEventAt();
    marker.inFlight().forEach(transfer -> inFlight.put(transfer.order().key(), transfer));
  }

  Marker marker() {
    return new Marker(
        sequenceNr,
        appendNr,
        lastEventAt,
        transfers.newestIdTime(),
        statements.entryCount(),
        List.copyOf(inFlight.values()));
  }
}

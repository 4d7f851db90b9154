package exchequer.ledger;

import java.time.Instant;
import java.util.List;

/** What a book holds in memory. Changed by {@link Evolution} only, read by the rules. */
final class BookState {
  final BookRules rules;
  final WriteBehindCache<AccountId, Account> accounts;
  final TransferMemory transfers;
  final UnwrittenEntries statements;
  final TransfersInFlight inFlight;
  long sequenceNr;
  long appendNr;
  Instant lastEventAt;

  /** No credit was decided at an earlier time than it was begun, unless it was begun by then. */
  Instant creditsAheadThrough;

  BookState(BookRules rules, Marker marker) {
    this.rules = rules;
    this.accounts = new WriteBehindCache<>(rules.cachedAccounts(), Account::id, HeapSize::of);
    this.transfers = new TransferMemory(rules.rememberedTransfers(), marker);
    this.statements = new UnwrittenEntries(rules.entriesPerBucket(), marker);
    this.inFlight = new TransfersInFlight(rules, marker.inFlight());
    this.sequenceNr = marker.sequenceNr();
    this.appendNr = marker.appendNr();
    this.lastEventAt = marker.lastEventAt();
    this.creditsAheadThrough = marker.creditsAheadThrough();
  }

  Marker marker() {
    return new Marker(
        sequenceNr,
        appendNr,
        lastEventAt,
        transfers.newestIdTime(),
        statements.entryCount(),
        List.copyOf(inFlight.all()),
        creditsAheadThrough);
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

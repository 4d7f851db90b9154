package exchequer.book;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Lookup;
import exchequer.ledger.Marker;
import exchequer.ledger.TransferKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a book tells itself; never leaves its node. */
sealed interface Internal extends BookMessage {

  /**
   * What this incarnation of the book waits for. A book that failed starts again as the same actor:
   * what its former self waited for must not be taken for its own.
   */
  record Own(Object incarnation, Internal message) implements Internal {}

  /**
   * The log was replayed: its newest marker, the appends after it, and the epoch it is owned by.
   */
  record Recovered(Marker marker, List<List<BookEvent>> tail, long epoch) implements Internal {}

  record TailLoaded(Recovered log, Map<AccountId, Optional<Account>> accounts)
      implements Internal {}

  /** This book may append now. */
  record TurnCame() implements Internal {}

  /** The log has an append more, which it gave this number. */
  record Appended(long appendNr) implements Internal {}

  /** What was decided without an append counts: nobody had taken the book by then. */
  record Confirmed() implements Internal {}

  record AccountLoaded(AccountId id, Optional<Account> account) implements Internal {}

  record TransferLookedUp(TransferKey key, Lookup lookup) implements Internal {}

  /** Cassandra did not answer a read that commands wait for. */
  record AccountLoadFailed(AccountId id, Throwable cause) implements Internal {}

  record TransferLookupFailed(TransferKey key, Throwable cause) implements Internal {}

  record CheckpointWritten(Checkpoint checkpoint) implements Internal {}

  record CheckpointFailed(Checkpoint checkpoint, Throwable cause) implements Internal {}

  /** Time to write what the last checkpoint could not. */
  record RetryCheckpoint() implements Internal {}

  record CheckpointDue() implements Internal {}

  /** Outcomes that wait for an append to go with have waited long enough. */
  record SettleDue() implements Internal {}

  /** Time to see whether an append takes too long. */
  record AppendCheck() implements Internal {}

  record ResendDue() implements Internal {}

  /** Something that this book cannot go on without has failed: start over. */
  record Broken(String what, Throwable cause) implements Internal {}

  /** The book moves to another node, or the node leaves. */
  record Stop() implements Internal {}
}

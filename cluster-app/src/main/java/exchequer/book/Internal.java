package exchequer.book;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Marker;
import exchequer.ledger.Remembered;
import exchequer.ledger.TransferKey;
import exchequer.process.Timer;
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

  /** What the account table says of the accounts that the log's tail touches. */
  record TailRead(Map<AccountId, Optional<Account>> accounts) implements Internal {}

  /** This book may append now. */
  record TurnCame() implements Internal {}

  /** The log has an append more, which it gave this number. */
  record Appended(long appendNr) implements Internal {}

  /** What was decided without an append counts: nobody had taken the book by then. */
  record Confirmed() implements Internal {}

  record AccountRead(AccountId id, Optional<Account> account) implements Internal {}

  record TransferRead(TransferKey key, Optional<Remembered> found) implements Internal {}

  /** Cassandra did not answer a read that commands wait for. */
  record AccountUnreadable(AccountId id, Throwable cause) implements Internal {}

  record TransferUnreadable(TransferKey key, Throwable cause) implements Internal {}

  record CheckpointWritten(Checkpoint checkpoint) implements Internal {}

  record CheckpointFailed(Checkpoint checkpoint, Throwable cause) implements Internal {}

  record TimeIsUp(Timer timer) implements Internal {}

  /** Something that this book cannot go on without has failed: start over. */
  record Broken(String what, Throwable cause) implements Internal {}

  /** The book moves to another node, or the node leaves. */
  record Stop() implements Internal {}
}

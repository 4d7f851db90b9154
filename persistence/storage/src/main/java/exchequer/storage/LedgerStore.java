package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Marker;
import exchequer.ledger.Row;
import exchequer.ledger.RowKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands behind the log: the tables that checkpoints write and books read. Its stages fail
 * with the driver's exception when Cassandra does not answer, and with {@link
 * exchequer.encoding.UnreadableBytesException} when a row is damaged.
 */
public final class LedgerStore {
  /** Many books recover at once when a node is lost: the last read must not wait for all others. */
  private static final Window RECOVERY = new Window(64, 5, 100);

  private final AccountTable accounts;
  private final TransferTable transfers;
  private final MarkerTable markers;
  private final CheckpointWriter checkpoints;
  private final StatementReader statements;

  /** Prepares the statements; blocks for some round trips. */
  public LedgerStore(CqlSession session, String keyspace) {
    EntryTable entries = new EntryTable(session, keyspace);
    accounts = new AccountTable(session, keyspace);
    transfers = new TransferTable(session, keyspace);
    markers = new MarkerTable(session, keyspace);
    checkpoints =
        new CheckpointWriter(
            session,
            // An account's row never says more than its statement, the marker no more than all.
            List.of(List.of(entries, transfers), List.of(accounts), List.of(markers)));
    statements = new StatementReader(entries);
  }

  /** What the row's table says of it; that may be that there is none. */
  public CompletionStage<Row> read(int book, RowKey key) {
    if (key instanceof RowKey.OfAccount account) {
      return accounts
          .read(book, account.id())
          .thenApply(found -> new Row.OfAccount(account, found));
    }
    RowKey.OfTransfer transfer = (RowKey.OfTransfer) key;
    return transfers
        .find(book, transfer.key())
        .thenApply(found -> new Row.OfTransfer(transfer, found));
  }

  /**
   * What the account table says of each; empty for those that do not exist. For a book that
   * recovers: it reads them again when Cassandra is slow, since many books recover at once when a
   * node is lost.
   */
  public CompletionStage<Map<AccountId, Optional<Account>>> readAccounts(
      int book, Collection<AccountId> ids) {
    Map<AccountId, Optional<Account>> found = new ConcurrentHashMap<>();
    return RECOVERY
        .forEach(
            List.copyOf(ids),
            id -> accounts.read(book, id).thenAccept(account -> found.put(id, account)))
        .thenApply(done -> found);
  }

  /** The marker of the newest complete checkpoint; {@link Marker#START} when there is none. */
  public CompletionStage<Marker> readMarker(int book) {
    return markers.read(book);
  }

  /**
   * Completes when all of the checkpoint is durable. When it fails some of it may not be; writing
   * the same checkpoint again is then safe and needed.
   */
  public CompletionStage<Void> write(int book, Checkpoint checkpoint) {
    return checkpoints.write(book, checkpoint);
  }

  public StatementReader statements() {
    return statements;
  }
}

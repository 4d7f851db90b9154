package exchequer.it;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Marker;
import exchequer.storage.LedgerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Accounts that are written behind the log as checkpoints write them, and nowhere else: a log of
 * ten million openings would take most of an hour. While no node runs.
 */
final class StoredAccounts {
  /** Of one checkpoint. */
  private static final int ACCOUNTS = 2_000;

  private static final int CHECKPOINTS_AT_ONCE = 8;

  private final LedgerStore store;
  private final int books;
  private final Map<Integer, Marker> markers = new HashMap<>();
  private final Map<Integer, List<Account>> gathered = new HashMap<>();
  private final List<CompletableFuture<?>> underWay = new ArrayList<>();

  private StoredAccounts(CqlSession session, String keyspace, int books) {
    this.store = new LedgerStore(session, keyspace);
    this.books = books;
  }

  /**
   * Stores accounts that have the settings of one that is there. Each book has a checkpoint
   * already.
   */
  static void write(
      CqlSession session, String keyspace, int books, AccountId like, Stream<String> ids) {
    StoredAccounts stored = new StoredAccounts(session, keyspace, books);
    Account model =
        done(stored.store.readAccounts(like.book(books), List.of(like)))
            .get(like)
            .orElseThrow(() -> new AssertionError(like.value() + " is not stored"));
    ids.forEach(id -> stored.add(named(model, new AccountId(id))));
    List.copyOf(stored.gathered.keySet()).forEach(stored::write);
    stored.underWay.forEach(StoredAccounts::done);
  }

  private static Account named(Account model, AccountId id) {
    return new Account(
        id,
        model.asset(),
        model.openedAt(),
        model.terms(),
        model.balance(),
        model.entries(),
        model.sequenceNr());
  }

  private void add(Account account) {
    int book = account.id().book(books);
    List<Account> ofBook = gathered.computeIfAbsent(book, b -> new ArrayList<>());
    ofBook.add(account);
    if (ofBook.size() == ACCOUNTS) {
      write(book);
    }
  }

  private void write(int book) {
    if (underWay.size() == CHECKPOINTS_AT_ONCE) {
      done(underWay.remove(0));
    }
    Marker marker = markers.computeIfAbsent(book, b -> done(store.readMarker(b)));
    Checkpoint checkpoint =
        new Checkpoint(List.of(), List.of(), List.copyOf(gathered.remove(book)), marker);
    underWay.add(store.write(book, checkpoint).toCompletableFuture());
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}

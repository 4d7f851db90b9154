package exchequer.book;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Book;
import exchequer.storage.Tables;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the log's replay to a book: reads the accounts that the tail touches. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Self self;
  private final Tables tables;
  private final int number;
  private final BookSettings settings;
  private final long startedNanos = System.nanoTime();

  Recovery(Self self, Tables tables, int number, BookSettings settings) {
    this.self = self;
    this.tables = tables;
    this.number = number;
    this.settings = settings;
  }

  void readAccounts(Internal.Recovered log) {
    Map<AccountId, CompletableFuture<Optional<Account>>> reads = new HashMap<>();
    for (AccountId id : Book.touchedBy(log.tail())) {
      reads.put(id, tables.readAccount(number, id).toCompletableFuture());
    }
    self.tell(
        CompletableFuture.allOf(reads.values().toArray(CompletableFuture[]::new)),
        done -> new Internal.TailLoaded(log, joined(reads)),
        cause -> new Internal.Broken("reading the accounts of the log's tail", cause));
  }

  private static Map<AccountId, Optional<Account>> joined(
      Map<AccountId, CompletableFuture<Optional<Account>>> reads) {
    Map<AccountId, Optional<Account>> accounts = new HashMap<>();
    reads.forEach((id, read) -> accounts.put(id, read.join()));
    return accounts;
  }

  Book book(Internal.TailLoaded loaded) {
    Internal.Recovered log = loaded.log();
    Book book = Book.recover(number, settings.rules(), log.marker(), loaded.accounts(), log.tail());
    LOG.debug(
        "book {} recovered in {} ms: marker {}, {} events after it in {} appends, {} in flight",
        number,
        Duration.ofNanos(System.nanoTime() - startedNanos).toMillis(),
        log.marker().sequenceNr(),
        book.sequenceNr() - log.marker().sequenceNr(),
        log.tail().size(),
        book.inFlight().size());
    return book;
  }
}

package exchequer.book;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Book;
import exchequer.storage.Tables;
import exchequer.storage.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the log's replay to a book: reads the accounts that the tail touches. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /** Many books recover at once when a node is lost: the last read must not wait for all others. */
  private static final Window READS = new Window(64, 5, 100);

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
    Map<AccountId, Optional<Account>> accounts = new ConcurrentHashMap<>();
    self.tell(
        READS.forEach(
            List.copyOf(Book.touchedBy(log.tail())),
            id -> tables.readAccount(number, id).thenAccept(account -> accounts.put(id, account))),
        done -> new Internal.TailLoaded(log, accounts),
        cause -> new Internal.Broken("reading the accounts of the log's tail", cause));
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

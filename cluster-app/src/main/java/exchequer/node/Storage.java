package exchequer.node;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import exchequer.book.BookSettings;
import exchequer.storage.FixedSettings;
import exchequer.storage.Schema;
import exchequer.storage.SchemaException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger is stored in, as far as a node must know before it starts and while it runs. */
final class Storage {
  private static final String BOOKS = "exchequer.ledger.books";

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private Storage() {}

  /**
   * Connects, and compares what is stored with what this node is set to. Waits for what is not
   * there yet, as long as it is set to.
   *
   * @throws StartException when something is missing or does not fit
   */
  static CqlSession open(LedgerSettings settings, Config config) {
    long deadlineNanos = System.nanoTime() + settings.node().storageWait().toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        return opened(settings, config);
      } catch (StartException notYet) {
        if (System.nanoTime() - deadlineNanos >= 0) {
          throw notYet;
        }
        if (attempt == 1) {
          LOG.warn(
              "waits {} s at most: {}",
              settings.node().storageWait().toSeconds(),
              notYet.getMessage());
        }
      }
      LockSupport.parkNanos(AGAIN_AFTER.toNanos());
    }
  }

  private static CqlSession opened(LedgerSettings settings, Config config) {
    CqlSession session = settings.cassandra().connect(config);
    try {
      check(session, settings.cassandra().keyspace(), settings.book());
      return session;
    } catch (RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  private static void check(CqlSession session, String keyspace, BookSettings book) {
    try {
      Schema.check(session, keyspace);
      FixedSettings.fix(
          session,
          keyspace,
          Map.of(
              BOOKS,
              Integer.toString(book.rules().books()),
              "exchequer.ledger.entries-per-bucket",
              Integer.toString(book.rules().entriesPerBucket()),
              "exchequer.ledger.appends-per-partition",
              Integer.toString(book.appendsPerPartition())));
    } catch (SchemaException wrong) {
      throw new StartException(wrong.getMessage(), wrong);
    }
  }

  /**
   * Reads a row that every ledger has, from as many replicas as the ledger needs.
   *
   * @return empty, or fails
   */
  static CompletionStage<Optional<String>> probe(CqlSession session, String keyspace) {
    return session
        .executeAsync("SELECT value FROM " + keyspace + ".ledger WHERE key = ?", BOOKS)
        .thenApply(read -> Optional.empty());
  }
}

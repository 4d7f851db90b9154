package exchequer.node;

import akka.actor.typed.ActorSystem;
import akka.stream.alpakka.cassandra.javadsl.CassandraSessionRegistry;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import exchequer.book.BookSettings;
import exchequer.storage.FixedSettings;
import exchequer.storage.Schema;
import exchequer.storage.SchemaException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger is stored in, as far as a node must know before it starts and while it runs. */
final class Storage {
  private static final String BOOKS = "exchequer.ledger.books";
  private static final String DATACENTER = "exchequer.cassandra.datacenter";

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
      check(session, settings);
      return session;
    } catch (RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  private static void check(CqlSession session, LedgerSettings settings) {
    String keyspace = settings.cassandra().keyspace();
    BookSettings book = settings.book();
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
              Integer.toString(book.appendsPerPartition()),
              // Quorums are those of one data centre: in another, nobody knows what this one knows.
              DATACENTER,
              settings.cassandra().datacenter()));
    } catch (SchemaException wrong) {
      throw new StartException(wrong.getMessage(), wrong);
    }
  }

  /**
   * The session of the journal's plug-in, connected. Blocks.
   *
   * @throws StartException when it is not
   */
  static CqlSession ofTheLog(ActorSystem<?> system) {
    try {
      return CassandraSessionRegistry.get(system)
          .sessionFor("akka.persistence.cassandra")
          .underlying()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      throw new StartException(
          "could not connect to Cassandra for the log: " + failed.getCause().getMessage(), failed);
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

package exchequer.node;

import akka.actor.typed.ActorSystem;
import akka.stream.alpakka.cassandra.javadsl.CassandraSessionRegistry;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.typesafe.config.Config;
import exchequer.process.BookSettings;
import exchequer.storage.FixedSettings;
import exchequer.storage.Schema;
import exchequer.storage.SchemaException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What the ledger is stored in, as far as a node must know before it starts and while it runs. */
final class Storage {
  private static final String BOOKS = "exchequer.ledger.books";
  private static final String DATACENTER = "exchequer.cassandra.datacenter";

  private Storage() {}

  /**
   * Connects, and compares what is stored with what this node is set to. Waits for what is not
   * there yet, as long as it is set to.
   *
   * @throws StartException when something is missing or does not fit
   */
  static CqlSession open(LedgerSettings settings, Config config, StorageWait wait) {
    return wait.until(() -> opened(settings, config));
  }

  private static CqlSession opened(LedgerSettings settings, Config config) {
    CqlSession session = settings.cassandra().connect(config);
    try {
      check(session, settings);
      return session;
    } catch (DriverException failed) {
      try (session) {
        throw explained(session, settings.cassandra(), failed);
      }
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

  private static StartException explained(
      CqlSession session, CassandraConnection cassandra, DriverException failed) {
    boolean unavailable =
        StorageFailure.answer(failed).filter(UnavailableException.class::isInstance).isPresent();
    Optional<String> tooFew =
        unavailable
            ? Copies.of(session, cassandra).filter(Copies::haveTooFewNodes).map(Copies::text)
            : Optional.empty();
    return new StartException(tooFew.orElseGet(() -> StorageFailure.text(failed)), failed);
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

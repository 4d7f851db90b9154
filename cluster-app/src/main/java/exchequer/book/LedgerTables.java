package exchequer.book;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.storage.LedgerStore;
import exchequer.storage.LogTable;
import exchequer.storage.OwnerTable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The log's fence and the tables behind it, one set of prepared statements for the node. Opened
 * once, before any book starts.
 */
public final class LedgerTables implements Extension {
  private static final Id ID = new Id();

  private volatile Optional<Opened> opened = Optional.empty();

  private record Opened(LedgerStore store, LogTable log, Fence fence, JournalWatch journalWatch) {}

  public static LedgerTables of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /**
   * Prepares the statements; blocks for some round trips.
   *
   * @param session for what is written behind the log
   * @param logSession for the log, which what is written behind it must not hold up
   * @param journalWatch is told how the log's reads and writes end
   */
  public void open(
      CqlSession session,
      CqlSession logSession,
      String keyspace,
      int appendsPerPartition,
      JournalWatch journalWatch) {
    opened =
        Optional.of(
            new Opened(
                new LedgerStore(session, keyspace),
                new LogTable(logSession, keyspace, appendsPerPartition),
                new Fence(new OwnerTable(logSession, keyspace)),
                journalWatch));
  }

  public LedgerStore store() {
    return opened().store();
  }

  LogTable log() {
    return opened().log();
  }

  Fence fence() {
    return opened().fence();
  }

  JournalWatch journalWatch() {
    return opened().journalWatch();
  }

  /** Completes when another node took a book that this node believed to own: this node must end. */
  public CompletionStage<Void> deposed() {
    return fence().deposed();
  }

  private Opened opened() {
    return opened.orElseThrow(() -> new IllegalStateException("the tables are not open yet"));
  }

  /** Akka's handle of this extension. */
  private static final class Id extends AbstractExtensionId<LedgerTables> {
    @Override
    public LedgerTables createExtension(ExtendedActorSystem system) {
      return new LedgerTables();
    }
  }
}

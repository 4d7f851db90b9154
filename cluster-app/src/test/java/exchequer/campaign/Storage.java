package exchequer.campaign;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.CassandraSettings;
import exchequer.cassandra.embedded.CassandraStartException;
import exchequer.cassandra.embedded.CommitLogMode;
import exchequer.cassandra.embedded.EmbeddedCassandra;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.it.FreePorts;
import exchequer.storage.Replication;
import exchequer.storage.Schema;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The ledger's Cassandra, which can be killed and started again on what it stored. */
final class Storage implements AutoCloseable {
  static final String KEYSPACE = "campaign";

  private static final int STARTS = 3;

  private final Path data = TestCassandra.newFolder();
  private final CassandraSettings settings =
      TestCassandra.settings(data)
          .withCqlPort(FreePorts.on("127.0.0.1"))
          .withCommitLog(CommitLogMode.BATCH)
          .withProgress(line -> {});

  private EmbeddedCassandra server;
  private boolean closed;

  /** With the ledger's schema. */
  synchronized void start() {
    server = EmbeddedCassandra.start(settings);
    try (CqlSession session = TestCassandra.newSession(server)) {
      Schema.apply(session, KEYSPACE, Replication.single());
    }
  }

  synchronized long pid() {
    return server == null ? 0 : server.pid();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(settings.address(), settings.cqlPort());
  }

  /** SIGKILL and a start; returns when it answers again. */
  synchronized void restart() {
    server.kill();
    for (int start = 1; !closed; start++) {
      try {
        server = EmbeddedCassandra.start(settings);
        return;
      } catch (CassandraStartException failed) {
        if (start == STARTS) {
          throw failed;
        }
      }
    }
  }

  /** Ends it, also when it is stopped, and removes what it stored. */
  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      TestCassandra.remove(server, data);
    }
  }
}

package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import java.util.concurrent.atomic.AtomicInteger;

/** Keyspaces of the shared {@link TestCassandra}, one for each test that asks. */
public final class TestKeyspace {
  private static final AtomicInteger CREATED = new AtomicInteger();

  private TestKeyspace() {}

  /** Makes a keyspace with the ledger's schema and returns its name. */
  public static String create() {
    String keyspace = "test_" + CREATED.incrementAndGet();
    try (CqlSession session = TestCassandra.shared().newSession()) {
      Schema.apply(session, keyspace, Replication.single());
    }
    return keyspace;
  }
}

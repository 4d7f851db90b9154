package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.CassandraSettings;
import exchequer.cassandra.embedded.CommitLogMode;
import exchequer.cassandra.embedded.EmbeddedCassandra;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.Replication;
import exchequer.storage.Schema;
import exchequer.storage.TestKeyspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged survives kill -9 under load, once, to the cent.
 *
 * <p>Settings: {@code -Dcrash.seconds=N} of load on a ledger that answers, over all tests here;
 * {@code -Dcrash.kills=N} of a node, in each; {@code -Dcrash.seed=N} for the same accounts, amounts
 * and moments of death again.
 */
class CrashIT {
  private static final Duration LOAD = Duration.ofSeconds(Long.getLong("crash.seconds", 20));
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final int TESTS = 3;
  private static final int KILLS = Integer.getInteger("crash.kills", 2);
  private static final String KEYSPACE = "crash";

  /** So that tables, markers and look-ups take part in everything. */
  private static final Map<String, String> SMALL_BOUNDS =
      Map.of(
          "exchequer.book.checkpoint-every-events", "50",
          "exchequer.book.checkpoint-interval", "200ms",
          "exchequer.book.remembered-transfers", "20",
          "exchequer.book.cached-accounts", "4",
          "exchequer.ledger.entries-per-bucket", "100");

  @Test
  void a_killed_node_keeps_every_promise() throws InterruptedException {
    killTheNode("node", Map.of());
  }

  @Test
  void a_killed_node_with_small_bounds_keeps_every_promise() throws InterruptedException {
    killTheNode("node, small bounds", SMALL_BOUNDS);
  }

  @Test
  void a_node_and_a_Cassandra_killed_together_keep_every_promise() throws InterruptedException {
    // Given
    Path data = TestCassandra.newFolder();
    CassandraSettings settings =
        TestCassandra.settings(data)
            .withCqlPort(FreePorts.on("127.0.0.1"))
            .withCommitLog(CommitLogMode.BATCH);
    EmbeddedCassandra[] cassandra = {EmbeddedCassandra.start(settings)};
    try (CqlSession session = TestCassandra.newSession(cassandra[0])) {
      Schema.apply(session, KEYSPACE, Replication.single());
    }
    try (LedgerProcess node =
        new LedgerProcess(cassandra[0].contactPoint(), KEYSPACE, SMALL_BOUNDS)) {
      node.start();
      // When
      CrashRun run =
          new CrashRun(
              node,
              () -> {
                CompletableFuture<Void> other = CompletableFuture.runAsync(cassandra[0]::kill);
                node.kill();
                other.join();
              },
              () -> {
                cassandra[0] = EmbeddedCassandra.start(settings);
                node.start();
              });
      // Then
      check("node and Cassandra", run, 1);
    } finally {
      TestCassandra.remove(cassandra[0], data);
    }
  }

  private static void killTheNode(String name, Map<String, String> settings)
      throws InterruptedException {
    TestCassandra cassandra = TestCassandra.shared();
    try (LedgerProcess node =
        new LedgerProcess(cassandra.contactPoint(), TestKeyspace.create(), settings)) {
      node.start();
      check(name, new CrashRun(node, node::kill, node::start), KILLS);
    }
  }

  private static void check(String name, CrashRun run, int kills) throws InterruptedException {
    System.out.println("crash test of " + name + ": -Dcrash.seed=" + SEED);
    run.play(new SplittableRandom(SEED), LOAD.dividedBy(TESTS), kills);
    System.out.println("crash test of " + name + ": " + run.summary());
    assertThat(run.findings())
        .withFailMessage(
            () -> name + ", -Dcrash.seed=" + SEED + ": " + Finding.describe(run.findings()))
        .isEmpty();
  }
}

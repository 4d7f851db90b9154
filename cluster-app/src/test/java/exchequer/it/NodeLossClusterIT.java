package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.TestKeyspace;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A cluster of three JVMs loses one under load. */
class NodeLossClusterIT {
  private static final Duration LOAD = Duration.ofSeconds(Long.getLong("cluster.seconds", 6));
  private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());

  private static final Map<String, String> SETTINGS = Map.of();

  /** What NODES.md promises ("A node is lost"). */
  private static final Duration PROMISED = Duration.ofSeconds(8);

  /**
   * For a machine that runs three nodes, Cassandra and as many transfers as they take, and where a
   * question to the lost node costs its deadline.
   */
  private static final Duration ALLOWANCE =
      Duration.ofSeconds(Long.getLong("cluster.allowance-seconds", 4));

  private static final Duration DEADLINE = Duration.ofSeconds(1);

  @Test
  void a_cluster_keeps_every_promise_when_a_node_is_killed() throws InterruptedException {
    // Given
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    String keyspace = TestKeyspace.create();
    try (LedgerProcess first = new LedgerProcess(cassandra, keyspace, SETTINGS);
        LedgerProcess second = first.another(cassandra, keyspace, SETTINGS);
        LedgerProcess third = first.another(cassandra, keyspace, SETTINGS)) {
      first.start();
      second.start();
      third.start();

      try (TestClient client = new TestClient(second.grpcAddress());
          BookSilence silence = new BookSilence(client, DEADLINE)) {

        // When: the first, which coordinates the books
        CrashRun run =
            new CrashRun(
                second,
                () -> {
                  silence.reset();
                  first.kill();
                  silence.awaitAnswers(PROMISED.plus(ALLOWANCE));
                  System.out.println("a node is killed: " + silence.summary());
                },
                () -> {});
        run.play(new SplittableRandom(SEED), LOAD, 1);

        // Then
        System.out.println("cluster test: -Dcluster.seed=" + SEED + ": " + run.summary());
        assertThat(run.findings())
            .withFailMessage(() -> "seed " + SEED + ": " + Finding.describe(run.findings()))
            .isEmpty();
      }
    }
  }
}

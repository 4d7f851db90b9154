package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.cassandra.embedded.TestCassandra;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A cluster of three JVMs loses one under load: for good, or until it wakes. */
class NodeLossClusterIT {
  private static final Duration LOAD = Duration.ofSeconds(Long.getLong("cluster.seconds", 10));
  private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());

  private static final Map<String, String> SETTINGS = Map.of();

  /** Exit code of a node that the others gave up. */
  private static final int GIVEN_UP = 8;

  /** Twice what is promised: this machine has other work too. */
  private static final Duration RECOVERY_AT_MOST = Duration.ofSeconds(30);

  /** Longer than the others need to take its books. */
  private static final long STANDSTILL_MILLIS = 20_000;

  private static final Duration END_AT_MOST = Duration.ofSeconds(30);

  @Test
  void a_node_that_stood_still_acknowledges_nothing_when_it_wakes() throws InterruptedException {
    // Given
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    String keyspace = TestCassandra.shared().newKeyspace();
    try (ServerProcess first = new ServerProcess(cassandra, keyspace, SETTINGS);
        ServerProcess second = first.another(cassandra, keyspace, SETTINGS);
        ServerProcess third = first.another(cassandra, keyspace, SETTINGS)) {
      first.start();
      second.start();
      third.start();

      // When: clients send all the time to the node that sleeps, and it finds that when it wakes
      CrashRun run =
          new CrashRun(
              third,
              () -> {
                third.pause();
                sleep(STANDSTILL_MILLIS);
                third.resume();
                assertThat(third.awaitEnd(END_AT_MOST)).isEqualTo(GIVEN_UP);
              },
              third::start);
      run.play(new SplittableRandom(SEED), LOAD, 1);

      // Then
      System.out.println("standstill: -Dcluster.seed=" + SEED + ": " + run.summary());
      assertThat(run.findings())
          .withFailMessage(() -> "seed " + SEED + ": " + Finding.describe(run.findings()))
          .isEmpty();
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis); // Time that passes, not a condition.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void a_cluster_keeps_every_promise_when_a_node_is_killed() throws InterruptedException {
    // Given
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    String keyspace = TestCassandra.shared().newKeyspace();
    try (ServerProcess first = new ServerProcess(cassandra, keyspace, SETTINGS);
        ServerProcess second = first.another(cassandra, keyspace, SETTINGS);
        ServerProcess third = first.another(cassandra, keyspace, SETTINGS)) {
      first.start();
      second.start();
      third.start();

      try (TestClient client = new TestClient(second.grpcAddress());
          BookSilence silence = new BookSilence(client)) {

        // When: the first, which coordinates the books
        CrashRun run =
            new CrashRun(
                second,
                () -> {
                  silence.reset();
                  first.kill();
                  silence.awaitAnswers(RECOVERY_AT_MOST);
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

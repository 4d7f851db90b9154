package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.TestKeyspace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node that is told to stop under load hands its books over and ends. */
class NodeLeavesClusterIT {
  private static final Duration LOAD = Duration.ofSeconds(Long.getLong("cluster.seconds", 5));
  private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());

  /**
   * Of each client between two transfers. Without it two cores have nothing left for the node that
   * joins: it takes a minute to start, and all that is posted meanwhile is audited.
   */
  private static final Duration PAUSE_AT_MOST =
      Duration.ofMillis(Long.getLong("cluster.pause-millis", 500));

  /** By SIGTERM, as the JVM says it. */
  private static final int TERMINATED = 143;

  private static final Duration AT_MOST = Duration.ofSeconds(15);

  private static final int BOOKS = 16;
  private static final Duration SHARED_AT_MOST = Duration.ofSeconds(60);

  /** A move loses no question: one that is lost shall be seen. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(9);

  /** Less than a question costs that gets lost, and far more than a move takes. */
  private static final Duration SILENT_AT_MOST = Duration.ofSeconds(8);

  private final InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
  private final String keyspace = TestKeyspace.create();

  @Test
  void the_others_keep_every_promise_when_the_oldest_node_leaves_and_another_joins()
      throws InterruptedException, IOException {
    // Given
    try (LedgerProcess first = new LedgerProcess(cassandra, keyspace, Map.of());
        LedgerProcess second = first.another(cassandra, keyspace, Map.of());
        LedgerProcess third = second.another(cassandra, keyspace, Map.of())) {
      first.start();
      second.start();
      try (TestClient client = new TestClient(second.grpcAddress());
          BookSilence silence = new BookSilence(client, LOST_AFTER)) {

        // When
        CrashRun run =
            new CrashRun(
                second,
                PAUSE_AT_MOST,
                () -> {
                  silence.reset();
                  assertStopsInTime(first);
                  silence.awaitAnswers(AT_MOST);
                  System.out.println("a node leaves: " + silence.summary());
                  assertThat(silence.percentile(100)).isLessThan(SILENT_AT_MOST);
                  silence.reset();
                },
                () -> {
                  third.start();
                  Awaitility.await("the node that joined has its share of the books")
                      .atMost(SHARED_AT_MOST)
                      .until(() -> third.bookCount() == BOOKS / 2);
                });
        run.play(new SplittableRandom(SEED), LOAD, 1);

        // Then
        System.out.println("a node joins: " + silence.summary());
        assertThat(silence.percentile(100)).isLessThan(SILENT_AT_MOST);
        System.out.println("leaving: -Dcluster.seed=" + SEED + ": " + run.summary());
        assertThat(run.findings())
            .withFailMessage(() -> "seed " + SEED + ": " + Finding.describe(run.findings()))
            .isEmpty();
      }
      assertThat(Files.readString(first.log())).doesNotContain("timed out");
    }
  }

  @Test
  void the_last_node_does_not_wait_for_others_to_take_its_books()
      throws InterruptedException, IOException {
    // Given
    try (LedgerProcess only = new LedgerProcess(cassandra, keyspace, Map.of())) {
      only.start();
      try (TestClient client = new TestClient(only.grpcAddress());
          TransferLoad load =
              TransferLoad.start(
                  client,
                  LoadAccounts.open(client),
                  new RecordedOutcomes(),
                  new SplittableRandom(SEED),
                  Duration.ZERO)) {
        Thread.sleep(3_000); // Load, not a condition.

        // When / Then
        assertStopsInTime(only);
        load.end(Duration.ZERO);
      }
      assertThat(Files.readString(only.log())).doesNotContain("timed out");
    }
  }

  private static void assertStopsInTime(LedgerProcess node) {
    long startedNanos = System.nanoTime();
    assertThat(node.stop(AT_MOST)).isEqualTo(TERMINATED);
    System.out.printf("a node ended after %.1f s%n", (System.nanoTime() - startedNanos) / 1e9);
  }
}

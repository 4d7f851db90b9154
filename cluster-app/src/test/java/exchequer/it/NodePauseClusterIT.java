package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.TestKeyspace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One of three nodes stands still for a while, with all its connections open, and goes on. */
class NodePauseClusterIT {
  private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
  private static final Duration LOAD = Duration.ofSeconds(6);

  /** Of each client between two transfers: what matters here is time, not throughput. */
  private static final Duration PAUSE_AT_MOST = Duration.ofMillis(500);

  /** What NODES.md promises ("A node is lost"). */
  private static final Duration PROMISED = Duration.ofSeconds(10);

  /** For a machine that runs three nodes, Cassandra and the load. */
  private static final Duration ALLOWANCE =
      Duration.ofSeconds(Long.getLong("cluster.allowance-seconds", 4));

  /** Of a question: one to the node that stands still costs as much. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** Twice as long as the others wait before they go on without it, and a while longer. */
  private static final Duration LONG =
      Duration.ofSeconds(Long.getLong("cluster.standstill-seconds", 20));

  private static final Duration SHORT = Duration.ofSeconds(2);

  /** Longer than a decision to do without a node takes. */
  private static final Duration OBSERVED = Duration.ofSeconds(8);

  private static final Duration END_AT_MOST = Duration.ofSeconds(30);

  /** "The cluster went on without this node." */
  private static final int GIVEN_UP = 8;

  private final InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
  private final String keyspace = TestKeyspace.create();

  @Test
  void a_node_that_stands_still_for_long_is_done_without_and_ends_when_it_wakes()
      throws InterruptedException {
    // Given
    try (LedgerProcess first = new LedgerProcess(cassandra, keyspace, Map.of());
        LedgerProcess second = first.another(cassandra, keyspace, Map.of());
        LedgerProcess third = first.another(cassandra, keyspace, Map.of())) {
      startAll(first, second, third);
      try (TestClient client = new TestClient(second.grpcAddress());
          BookSilence silence = new BookSilence(client, DEADLINE);
          WaitingCallers callers = new WaitingCallers(first.grpcAddress())) {
        Awaitility.await().until(() -> callers.acknowledgedCount() > 500);

        // When: the first, which coordinates the books
        CrashRun run =
            new CrashRun(
                second, PAUSE_AT_MOST, () -> standStill(first, silence), () -> assertEnds(first));
        run.play(new SplittableRandom(SEED), LOAD, 1);

        // Then
        System.out.println("standing still: -Dcluster.seed=" + SEED + ": " + run.summary());
        assertThat(run.findings())
            .withFailMessage(() -> "seed " + SEED + ": " + Finding.describe(run.findings()))
            .isEmpty();
        assertThat(callers.lost(client)).isEmpty();
      }
    }
  }

  private static void standStill(LedgerProcess node, BookSilence silence) {
    long startNanos = System.nanoTime();
    silence.reset();
    node.pause();
    silence.awaitAnswers(PROMISED.plus(ALLOWANCE));
    System.out.println("a node stands still: " + silence.summary());
    // The standing still itself, not a condition.
    Awaitility.await()
        .atMost(LONG.multipliedBy(2))
        .until(() -> System.nanoTime() - startNanos > LONG.toNanos());
  }

  private static void assertEnds(LedgerProcess node) {
    node.resume();
    assertThat(node.awaitEnd(END_AT_MOST)).isEqualTo(GIVEN_UP);
  }

  @Test
  void nothing_moves_when_a_node_stands_still_for_two_seconds() throws IOException {
    // Given
    try (LedgerProcess first = new LedgerProcess(cassandra, keyspace, Map.of());
        LedgerProcess second = first.another(cassandra, keyspace, Map.of());
        LedgerProcess third = first.another(cassandra, keyspace, Map.of())) {
      List<LedgerProcess> nodes = List.of(first, second, third);
      startAll(first, second, third);
      try (TestClient client = new TestClient(second.grpcAddress());
          BookSilence silence = new BookSilence(client, DEADLINE)) {
        silence.awaitAnswers(PROMISED);
        List<Set<String>> before = nodes.stream().map(LedgerProcess::books).toList();

        // When
        long startNanos = System.nanoTime();
        first.pause();
        Awaitility.await().until(() -> System.nanoTime() - startNanos > SHORT.toNanos());
        first.resume();

        // Then
        silence.awaitAnswers(PROMISED);
        Awaitility.await("the books stay where they are")
            .during(OBSERVED)
            .atMost(OBSERVED.multipliedBy(2))
            .until(() -> nodes.stream().map(LedgerProcess::books).toList().equals(before));
        System.out.println("a node stands still for " + SHORT + ": " + silence.summary());
        assertThat(nodes).allMatch(LedgerProcess::isAlive);
      }
      assertThat(Files.readString(second.log())).doesNotContain("SBR took decision");
    }
  }

  /** Returns when each node has its share of the books. */
  private static void startAll(LedgerProcess... nodes) {
    for (LedgerProcess node : nodes) {
      node.start();
    }
    Awaitility.await("each node has its share")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                List.of(nodes).stream()
                    .mapToInt(LedgerProcess::bookCount)
                    .allMatch(count -> count >= 5));
  }
}

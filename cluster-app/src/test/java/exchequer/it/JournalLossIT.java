package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.ledger.AccountId;
import exchequer.storage.TestKeyspace;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A running node whose journal works no more, and one whose storage fails for one book. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalLossIT {
  private static final int GIVEN_UP = 8;
  private static final Duration END_AT_MOST = Duration.ofSeconds(90);

  private static final int BOOKS = 4;

  /** Cassandra's tombstone_failure_threshold. */
  private static final int TOO_MANY_DELETED = 100_000;

  /** Only the plug-in's own statement has a column after the event. */
  private static final String APPENDS = "event_manifest, event,";

  /** Longer than the driver waits for an answer. */
  private static final Duration STALL = Duration.ofSeconds(7);

  /** Until a checkpoint, what was appended is replayed. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "exchequer.ledger.books", "" + BOOKS,
          "exchequer.node.max-journal-failure", "20s",
          "exchequer.grpc.answer-timeout", "2s",
          "exchequer.book.checkpoint-interval", "1h");

  /** What the plug-in keeps for ever need not last to be known. */
  private static final Map<String, String> PATIENT = new HashMap<>(SETTINGS);

  static {
    PATIENT.put("exchequer.node.max-journal-failure", "1h");
  }

  private final InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
  private final String keyspace = TestKeyspace.create();

  /** Else a Cassandra that is away when the first book starts would be enough to lose it. */
  @Test
  void a_node_prepares_its_appends_before_it_joins() throws IOException {
    // Given
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("exchequer.node.initial-pods", "2");
    try (StallingProxy proxy = new StallingProxy(cassandra, APPENDS, Duration.ZERO, 1);
        LedgerProcess node = new LedgerProcess(proxy.address(), keyspace, settings)) {
      // When
      node.launch();

      // Then
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> proxy.stallsLeft() == 0);
    }
  }

  @Test
  void a_node_that_could_not_prepare_its_appends_ends_and_then_works() throws IOException {
    // Given
    try (StallingProxy proxy = new StallingProxy(cassandra, APPENDS, STALL, 1);
        LedgerProcess node = new LedgerProcess(proxy.address(), keyspace, PATIENT)) {
      node.start();

      // When / Then
      assertEndsAndThenWorks(node);
      assertThat(proxy.stallsLeft()).isZero();
    }
  }

  @Test
  void a_node_that_could_not_prepare_its_replays_ends_and_then_works() throws IOException {
    // Given
    try (LedgerProcess before = new LedgerProcess(cassandra, keyspace, SETTINGS)) {
      before.start();
      try (TestClient client = new TestClient(before.grpcAddress())) {
        awaitOpened(client, "alice");
      }
    }
    try (StallingProxy proxy = new StallingProxy(cassandra, "sequence_nr <= ?", STALL, 1);
        LedgerProcess node = new LedgerProcess(proxy.address(), keyspace, PATIENT)) {
      node.start();

      // When / Then
      assertEndsAndThenWorks(node);
      assertThat(proxy.stallsLeft()).isZero();
    }
  }

  @Test
  void a_node_whose_log_cassandra_refuses_ends() {
    // Given
    try (LedgerProcess node = new LedgerProcess(cassandra, keyspace, SETTINGS);
        CqlSession session = TestCassandra.shared().newSession()) {
      node.start();
      try (TestClient client = new TestClient(node.grpcAddress())) {
        awaitOpened(client, "alice");

        // When
        session.execute("ALTER TABLE " + keyspace + ".fenced DROP epoch");

        // Then
        assertThat(endUnder(client, node)).isEqualTo(GIVEN_UP);
      }
    }
  }

  @Test
  void a_node_whose_storage_fails_for_one_book_goes_on() {
    // Given
    String other =
        Stream.iterate("bob", name -> name + "b")
            .filter(name -> bookOf(name) != bookOf("alice"))
            .findFirst()
            .orElseThrow();
    try (LedgerProcess node = new LedgerProcess(cassandra, keyspace, SETTINGS)) {
      node.start();
      try (TestClient client = new TestClient(node.grpcAddress())) {
        awaitOpened(client, "alice");
      }
      node.kill();
      makeUnreadable("book|00" + bookOf("alice"));

      // When
      node.start();

      // Then
      try (TestClient client = new TestClient(node.grpcAddress())) {
        Awaitility.await()
            .during(Duration.ofSeconds(40))
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> !isOpened(client, "alice") && node.isAlive());
        awaitOpened(client, other);
      }
    }
  }

  private static int bookOf(String account) {
    return new AccountId(account).book(BOOKS);
  }

  /** Cassandra gives up a read that meets too many deleted rows. */
  private void makeUnreadable(String log) {
    try (CqlSession session = TestCassandra.shared().newSession()) {
      PreparedStatement delete =
          session.prepare(
              "DELETE FROM "
                  + keyspace
                  + ".messages WHERE persistence_id = ? AND partition_nr = 0"
                  + " AND sequence_nr = 1000 AND timestamp = ?");
      for (int deleted = 0; deleted <= TOO_MANY_DELETED; deleted += 1_000) {
        session.execute(
            BatchStatement.newInstance(BatchType.UNLOGGED)
                .addAll(
                    Stream.generate(() -> delete.bind(log, Uuids.timeBased()))
                        .limit(1_000)
                        .toList()));
      }
    }
  }

  private static void assertEndsAndThenWorks(LedgerProcess node) {
    try (TestClient client = new TestClient(node.grpcAddress())) {
      assertThat(endUnder(client, node)).isEqualTo(GIVEN_UP);
      node.start();
      awaitOpened(client, "alice");
    }
  }

  /** The exit code of a node that is asked something until it ends. */
  private static int endUnder(TestClient client, LedgerProcess node) {
    Awaitility.await()
        .atMost(END_AT_MOST)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !isOpened(client, "alice") && !node.isAlive());
    return node.awaitEnd(END_AT_MOST);
  }

  private static void awaitOpened(TestClient client, String account) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isOpened(client, account));
  }

  /** Opening an account again is answered as the first time, with an append or a confirmed read. */
  private static boolean isOpened(TestClient client, String account) {
    try {
      client.open(account, "0");
      return true;
    } catch (StatusRuntimeException failed) {
      return false;
    }
  }
}

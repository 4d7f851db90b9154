package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Marker;
import exchequer.storage.TestKeyspace;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is appended at once is one row of the log, and is found again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AppendIT {
  private static final int APPENDS_PER_PARTITION = 10;
  private static final int IN_FLIGHT = 256;
  private static final int MANY = 2_000;
  private static final int LARGE = 300;
  private static final int FEW = 50;

  /** Cassandra refuses batches of several partitions above this size. */
  private static final int BATCH_LIMIT_BYTES = 50 * 1024;

  /** A single book, so that all is in one log; tails that go over several partitions. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "exchequer.ledger.books", "1",
          "exchequer.ledger.appends-per-partition", "" + APPENDS_PER_PARTITION,
          "exchequer.book.checkpoint-every-events", "1500",
          "exchequer.book.checkpoint-interval", "1h",
          "exchequer.book.batch-max-events", "32");

  private String keyspace;
  private TestNode node;

  /** A row of the log. */
  private record Append(long partitionNr, long sequenceNr, int bytes, List<BookEvent> events) {
    static Append of(Row row) {
      Stored stored = stored(row, "ser_manifest", "event");
      return new Append(
          row.getLong("partition_nr"),
          row.getLong("sequence_nr"),
          stored.bytes().length,
          StoredForm.events(stored));
    }
  }

  @BeforeEach
  void start() {
    keyspace = TestKeyspace.create();
    node = TestNode.start(keyspace, SETTINGS);
    node.client().open("mint", "unbounded");
    node.client().open("alice", "0");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void is_a_row_and_recovery_goes_on_after_the_last_one() {
    // Given
    send(MANY, Map.of());
    awaitMarker();
    send(FEW, Map.of());

    // When
    node.close();
    node = TestNode.start(keyspace, SETTINGS);
    send(FEW, Map.of());

    // Then
    int transfers = MANY + FEW + FEW;
    List<Append> log = requireLog(2 + transfers);
    assertThat(log.size()).as("rows").isLessThan(transfers / 2);
    assertThat(node.client().account("alice").getBalance().getPosted()).isEqualTo("" + transfers);
    List<Entry> entries = node.client().entries("alice", EntryOrder.OLDEST_FIRST, 1_000);
    Statement.requireChained(entries);
    assertThat(entries).hasSize(transfers);
    Marker marker = marker();
    assertThat(events(log.subList(0, (int) marker.appendNr())))
        .as("events up to the marker's append")
        .isEqualTo(marker.sequenceNr());
  }

  @Test
  void may_be_larger_than_a_batch() {
    // When
    send(
        LARGE,
        IntStream.range(0, 15)
            .boxed()
            .collect(Collectors.toMap(i -> "key-" + i, i -> "x".repeat(500))));

    // Then
    assertThat(requireLog(2 + LARGE)).anyMatch(append -> append.bytes() > BATCH_LIMIT_BYTES);
    assertThat(node.client().account("alice").getBalance().getPosted()).isEqualTo("" + LARGE);
  }

  private void send(int transfers, Map<String, String> metadata) {
    try (TransferSender sender = new TransferSender(node.client(), IN_FLIGHT)) {
      sender.send(transfers, () -> transfer(metadata));
    }
  }

  private static CreateTransferRequest transfer(Map<String, String> metadata) {
    CreateTransferRequest.Builder request =
        TestClient.transfer(UuidCreator.getTimeOrderedEpoch(), "mint", "alice", 1).toBuilder();
    request.getTransferBuilder().putAllMetadata(metadata);
    return request.build();
  }

  /** All of the log: numbered without a gap, in the partitions that they belong to. */
  private List<Append> requireLog(int events) {
    List<Append> log;
    try (CqlSession session = TestCassandra.shared().newSession()) {
      log =
          session.execute("SELECT * FROM " + keyspace + ".messages").all().stream()
              .map(Append::of)
              .sorted(Comparator.comparingLong(Append::sequenceNr))
              // A start of the book writes the last append again, under its epoch.
              .collect(
                  Collectors.toMap(Append::sequenceNr, a -> a, (one, same) -> same, TreeMap::new))
              .values()
              .stream()
              .toList();
    }
    for (int i = 0; i < log.size(); i++) {
      assertThat(log.get(i).sequenceNr()).isEqualTo(i + 1);
      assertThat(log.get(i).partitionNr()).isEqualTo(i / APPENDS_PER_PARTITION);
    }
    assertThat(events(log)).isEqualTo(events);
    return log;
  }

  private static long events(List<Append> log) {
    return log.stream().mapToLong(append -> append.events().size()).sum();
  }

  private void awaitMarker() {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> marker().appendNr() > 0);
  }

  private Marker marker() {
    try (CqlSession session = TestCassandra.shared().newSession()) {
      Row row = session.execute("SELECT manifest, state FROM " + keyspace + ".marker").one();
      return row == null ? Marker.START : StoredForm.marker(stored(row, "manifest", "state"));
    }
  }

  private static Stored stored(Row row, String manifestColumn, String bytesColumn) {
    ByteBuffer buffer = row.getByteBuffer(bytesColumn);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new Stored(row.getString(manifestColumn), bytes);
  }
}

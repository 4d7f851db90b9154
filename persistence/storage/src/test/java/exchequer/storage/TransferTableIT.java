package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Credit;
import exchequer.ledger.Marker;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outcomes are found by their keys, however they are stored. Against a real server. */
class TransferTableIT {
  private static final Asset EUR = Asset.parse("EUR/2");
  private static final int BOOK = 3;
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.600Z");
  private static final AccountId BANK = new AccountId("bank");

  private static CqlSession session;
  private static String keyspace;
  private static TransferTable transfers;
  private static CheckpointWriter writer;

  @BeforeAll
  static void connect() {
    TestCassandra cassandra = TestCassandra.shared();
    session = cassandra.newSession();
    keyspace = TestKeyspace.create();
    transfers = new TransferTable(session, keyspace);
    writer = new CheckpointWriter(session, List.of(List.of(transfers)));
  }

  @AfterAll
  static void disconnect() {
    session.close();
  }

  @Test
  void those_of_one_moment_share_a_row_and_each_is_found() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      outcomes.add(outcome(new TransferKey(BANK, id(NOW.plusMillis(n % 50), n)), n));
    }
    long rows = rows();
    write(outcomes, 1_000);

    assertThat(rows()).isEqualTo(rows + 1);
    assertThat(outcomes).allMatch(outcome -> find(outcome.key()).equals(Optional.of(outcome)));
    assertThat(find(new TransferKey(BANK, id(NOW, 100)))).isEmpty();
  }

  @Test
  void more_than_a_row_should_hold_is_alone() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      TransferKey key = new TransferKey(new AccountId("large"), id(NOW.plusSeconds(1), n));
      outcomes.add(decided(key, Map.of("note", "x".repeat(4_000))));
    }
    long rows = rows();
    write(outcomes, 1_000);

    assertThat(rows()).isEqualTo(rows + 1 + 13);
    assertThat(outcomes).allMatch(outcome -> find(outcome.key()).equals(Optional.of(outcome)));
  }

  @Test
  void one_that_is_old_or_has_no_time_is_alone_and_is_found() {
    Instant longAgo = NOW.minusSeconds(3_600);
    List<Outcome> outcomes = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      outcomes.add(outcome(new TransferKey(BANK, id(longAgo, n)), n));
      outcomes.add(outcome(new TransferKey(BANK, UUID.randomUUID()), n));
      UUID otherVariant = new UUID(id(NOW, n).getMostSignificantBits(), n);
      outcomes.add(outcome(new TransferKey(BANK, otherVariant), n));
    }
    long rows = rows();
    write(outcomes, 1_000);

    assertThat(rows()).isEqualTo(rows + 30);
    assertThat(outcomes).allMatch(outcome -> find(outcome.key()).equals(Optional.of(outcome)));
  }

  @Test
  void the_same_id_of_two_sources_is_two_transfers() {
    UUID shared = id(NOW.plusSeconds(2), 1);
    UUID alone = UUID.randomUUID();
    List<Outcome> outcomes = new ArrayList<>();
    for (UUID id : List.of(shared, alone)) {
      outcomes.add(outcome(new TransferKey(new AccountId("one"), id), 1));
      outcomes.add(outcome(new TransferKey(new AccountId("two"), id), 3));
    }
    write(outcomes, 1_000);

    assertThat(outcomes).allMatch(outcome -> find(outcome.key()).equals(Optional.of(outcome)));
    assertThat(find(new TransferKey(new AccountId("three"), shared))).isEmpty();
    assertThat(find(new TransferKey(new AccountId("three"), alone))).isEmpty();
  }

  /** A checkpoint that failed halfway is followed by one that ends elsewhere. */
  @Test
  void what_a_later_checkpoint_writes_again_is_still_found() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      outcomes.add(outcome(new TransferKey(new AccountId("again"), id(NOW.plusSeconds(3), n)), n));
    }
    write(outcomes.subList(0, 20), 1_000);
    write(outcomes, 1_001);
    write(outcomes.subList(0, 1), 1_002);

    assertThat(outcomes).allMatch(outcome -> find(outcome.key()).equals(Optional.of(outcome)));
  }

  @Test
  void a_slice_has_the_bucket_of_its_ids() {
    for (long millis = 0; millis < 1_200_000; millis += 33) {
      UUID id = id(NOW.plusMillis(millis), 1);
      assertThat(TransferBucket.of(TransferSlice.of(id))).isEqualTo(TransferBucket.of(id));
    }
  }

  private static void write(List<Outcome> outcomes, long sequenceNr) {
    Marker marker = new Marker(sequenceNr, 1, NOW, NOW, 0, List.of());
    writer
        .write(BOOK, new Checkpoint(List.of(), outcomes, List.of(), marker))
        .toCompletableFuture()
        .join();
  }

  private static Optional<Outcome> find(TransferKey key) {
    return transfers.find(BOOK, key).toCompletableFuture().join();
  }

  private static long rows() {
    return session.execute("SELECT count(*) FROM " + keyspace + ".transfer").one().getLong(0);
  }

  private static Outcome outcome(TransferKey key, int n) {
    Optional<Refusal> refusal = n % 3 == 0 ? Optional.of(Refusal.FLOOR_CROSSED) : Optional.empty();
    return n % 2 == 0 ? credited(key, refusal) : decided(key, Map.of());
  }

  private static Outcome credited(TransferKey key, Optional<Refusal> refusal) {
    Credit credit = new Credit(key, new AccountId("alice"), EUR, Amount.of(128), NOW);
    return new Outcome.OfCredit(
        key, refusal, refusal.isEmpty() ? Optional.of(credit) : Optional.empty());
  }

  private static Outcome decided(TransferKey key, Map<String, String> metadata) {
    TransferOrder order =
        new TransferOrder(key, new AccountId("alice"), EUR, Amount.of(128), metadata);
    return new Outcome.OfTransfer(order, Optional.empty(), NOW);
  }

  /** Version 7. */
  private static UUID id(Instant made, int n) {
    return new UUID(made.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | n);
  }
}

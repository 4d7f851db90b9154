package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.TestKeyspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How long a book takes to recover from a long log: when all of it is written behind the log, and
 * at worst, when as much as may be is not and each event of that has touched two accounts that no
 * other has. Not part of the build; load-tests/README.md has the command.
 */
class LongLogBenchmark {
  private static final int EVENTS = Integer.getInteger("log.events", 5_000);

  /** As the default, or less for a shorter log. */
  private static final int MAX_UNWRITTEN = Math.min(50_000, EVENTS / 5);

  /** Not written behind the log: one less than what would stop the book. */
  private static final int TAIL = MAX_UNWRITTEN - 1;

  private static final int ACCOUNTS = Integer.getInteger("log.tail-accounts", 2 * TAIL);
  private static final int RESTARTS = EVENTS > 100_000 ? 5 : 1;
  private static final int IN_FLIGHT = 512;

  private final Recoveries recoveries = Recoveries.listen();
  private final String keyspace = TestKeyspace.create();
  private final CqlSession session = TestCassandra.shared().newSession();
  private TestNode node;
  private int sent;

  private record Recovered(String what, long events, long bookMillis, long answeredMillis) {
    void print() {
      System.out.printf(
          "%s: %,d events replayed, the book recovers in %,d ms, answers %,d ms after its node"
              + " began to start%n",
          what, events, bookMillis, answeredMillis);
    }
  }

  @BeforeEach
  void start() {
    node = TestNode.start(keyspace, settings("1s", 5_000));
  }

  @AfterEach
  void stop() {
    recoveries.stop();
    session.close();
    node.close();
  }

  private static Map<String, String> settings(String checkpointInterval, int checkpointEvents) {
    Map<String, String> settings = new HashMap<>();
    settings.put("exchequer.ledger.books", "1");
    settings.put("exchequer.book.cached-accounts", "1000");
    settings.put("exchequer.book.max-unwritten-events", Integer.toString(MAX_UNWRITTEN));
    settings.put("exchequer.book.max-unwritten-bytes", "1 GiB");
    settings.put("exchequer.book.checkpoint-interval", checkpointInterval);
    settings.put("exchequer.book.checkpoint-every-events", Integer.toString(checkpointEvents));
    return settings;
  }

  @Test
  void recovery_is_bounded_by_the_tail_and_not_by_the_log() {
    // Given
    node.client().openAll(IntStream.range(0, ACCOUNTS).mapToObj(LongLogBenchmark::account));
    move(EVENTS - ACCOUNTS);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(marker()).isEqualTo(EVENTS));

    // When
    Map<String, String> noCheckpoint = settings("1h", 1_000_000);
    Recovered written = restarted("all written behind the log", noCheckpoint);
    sent = 0;
    move(TAIL);
    Recovered tail = restarted("%,d events are not".formatted(TAIL), noCheckpoint);

    // Then
    System.out.printf("a log of %,d events:%n", EVENTS);
    written.print();
    tail.print();
    assertThat(marker()).isEqualTo(EVENTS);
    assertThat(written.events()).isZero();
    assertThat(tail.events()).isEqualTo(TAIL);
    assertThat(written.bookMillis()).isLessThan(2_000);
    assertThat(tail.bookMillis()).isLessThan(2_000 + TAIL);
    assertThat(node.client().account(account(ACCOUNTS - 1)).getEntryCount())
        .as("entries of the last that was paid")
        .isPositive();
  }

  private static String account(int number) {
    return "account-" + number;
  }

  /** Each transfer is one event: all accounts are the one book's. Pair by pair, all in turn. */
  private void move(int transfers) {
    try (TransferSender sender = new TransferSender(node.client(), IN_FLIGHT)) {
      sender.send(
          transfers,
          () -> {
            int source = 2 * (sent++ % (ACCOUNTS / 2));
            return TestClient.transfer(
                UuidCreator.getTimeOrderedEpoch(), account(source), account(source + 1), 1);
          });
    }
  }

  /** Up to which event all is written behind the log. */
  private long marker() {
    Row row =
        session.execute("SELECT sequence_nr FROM " + keyspace + ".marker WHERE book = 0").one();
    return row == null ? 0 : row.getLong("sequence_nr");
  }

  /** Medians; a tail that nobody writes is there again each time. */
  private Recovered restarted(String what, Map<String, String> settings) {
    List<Long> recovered = new ArrayList<>();
    List<Long> answered = new ArrayList<>();
    long events = 0;
    for (int restart = 0; restart < RESTARTS; restart++) {
      node.close();
      recoveries.take();
      long startNanos = System.nanoTime();
      node = TestNode.start(keyspace, settings);
      node.client().account(account(0));
      answered.add((System.nanoTime() - startNanos) / 1_000_000);
      List<Recoveries.Recovery> seen = recoveries.take();
      assertThat(seen).hasSize(1);
      recovered.add(seen.get(0).millis());
      events = seen.get(0).replayedEvents();
    }
    return new Recovered(what, events, median(recovered), median(answered));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}

package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Entry;
import exchequer.storage.TestKeyspace;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an account costs that is not in memory, when it is first asked for, and what one costs that
 * is. Not part of the build; load-tests/README.md has the command.
 */
class ColdAccountsBenchmark {
  private static final int ACCOUNTS = Integer.getInteger("cold.accounts", 2_000);

  /** Of each kind, one after the other. */
  private static final int TOUCHES = Integer.getInteger("cold.touches", 100);

  /** Accounts that are touched, each of them cold once. */
  private static final int TOUCHED = 5 * TOUCHES;

  private static final int BOOKS = 64;

  /** As many as give each book a checkpoint; the others are stored behind the log only. */
  private static final int OPENED = 20 * BOOKS;

  /** More would not fit the heap of tests. */
  private static final int MOST_CACHED = 200_000;

  /** As ledger.conf says, and the growth of the JVM's own: not little beside few accounts. */
  private static final int MOST_BYTES_PER_ACCOUNT = ACCOUNTS > 100_000 ? 2_000 : 4_000;

  private final String keyspace = TestKeyspace.create();
  private final CqlSession session = TestCassandra.shared().newSession();
  private final ReadCounts reads = new ReadCounts(session, keyspace);
  private final Recoveries recoveries = Recoveries.listen();
  private TestNode node;
  private int untouched;

  /** Microseconds, and reads of Cassandra by table. */
  private record Touched(String what, long p50Micros, long p99Micros, Map<String, Long> reads) {
    void print() {
      System.out.printf(
          "%-28s p50 %,7d µs, p99 %,7d µs, reads for each: %s%n",
          what, p50Micros, p99Micros, readsForEach());
    }

    private Map<String, Double> readsForEach() {
      Map<String, Double> each = new TreeMap<>();
      reads.forEach((table, count) -> each.put(table, (double) count / TOUCHES));
      return each;
    }
  }

  @BeforeEach
  void openAccounts() {
    assertThat(ACCOUNTS)
        .as("cold.accounts; cold.touches takes five times as many, and some must be left")
        .isGreaterThan(TOUCHED);
    node = TestNode.start(keyspace, settings(2));
    node.client().openAll(IntStream.range(0, OPENED).mapToObj(ColdAccountsBenchmark::account));
    // Else some come back with the log's tail.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(writtenEvents()).isEqualTo(OPENED));
    node.close();
    Stream<String> others =
        IntStream.range(OPENED, ACCOUNTS).mapToObj(ColdAccountsBenchmark::account);
    StoredAccounts.write(session, keyspace, BOOKS, new AccountId(account(0)), others);
    recoveries.take();
    // Room for all that are touched, so that each is cold once.
    node = TestNode.start(keyspace, settings(2 * (MOST_CACHED + TOUCHED) / BOOKS));
  }

  @AfterEach
  void stop() {
    recoveries.stop();
    session.close();
    node.close();
  }

  private long writtenEvents() {
    return session.execute("SELECT sequence_nr FROM " + keyspace + ".marker").all().stream()
        .mapToLong(row -> row.getLong("sequence_nr"))
        .sum();
  }

  private static Map<String, String> settings(int cachedPerBook) {
    Map<String, String> settings = new HashMap<>();
    settings.put("exchequer.ledger.books", Integer.toString(BOOKS));
    settings.put("exchequer.book.cached-accounts", Integer.toString(cachedPerBook));
    settings.put("exchequer.book.checkpoint-interval", "1s");
    return settings;
  }

  private static String account(int number) {
    return "account-" + number;
  }

  @Test
  void the_first_touch_of_an_account_is_one_read_and_the_next_is_none() {
    // Given: the books run, and the code has been compiled.
    List<Long> recovered = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              recoveries.take().forEach(book -> recovered.add(book.millis()));
              return recovered.size() >= BOOKS;
            });
    touched("warm-up: GetAccount", touch -> get(touch + TOUCHES));
    touched("warm-up: CreateTransfer", touch -> transfer(TOUCHES, TOUCHES + 1));
    untouched = 2 * TOUCHES;

    // When
    int first = untouched;
    Touched cold = touched("GetAccount, cold", touch -> get(first + touch));
    Touched warm = touched("GetAccount, in memory", touch -> get(first + touch));
    untouched += TOUCHES;
    int firstPair = untouched;
    Touched coldPairs =
        touched(
            "CreateTransfer, both cold",
            touch -> transfer(firstPair + 2 * touch, firstPair + 2 * touch + 1));
    Touched warmPairs =
        touched(
            "CreateTransfer, in memory",
            touch -> transfer(firstPair + 2 * touch, firstPair + 2 * touch + 1));
    untouched += 2 * TOUCHES;
    long bytes = bytesPerCachedAccount();

    // Then
    System.out.printf("of %,d accounts, %,d touches each:%n", ACCOUNTS, TOUCHES);
    cold.print();
    warm.print();
    coldPairs.print();
    warmPairs.print();
    System.out.printf("an account in memory takes %,d bytes of heap%n", bytes);
    System.out.printf(
        "%d books recovered in %,d to %,d ms each%n",
        recovered.size(), Collections.min(recovered), Collections.max(recovered));
    assertThat(cold.reads()).isEqualTo(Map.of("account", (long) TOUCHES));
    assertThat(warm.reads()).isEmpty();
    assertThat(coldPairs.reads()).isEqualTo(Map.of("account", 2L * TOUCHES));
    assertThat(warmPairs.reads()).isEmpty();
    assertThat(bytes).isLessThan(MOST_BYTES_PER_ACCOUNT);
  }

  private Touched touched(String what, IntConsumer touch) {
    long[] micros = new long[TOUCHES];
    reads.begin();
    for (int number = 0; number < TOUCHES; number++) {
      long startNanos = System.nanoTime();
      touch.accept(number);
      micros[number] = (System.nanoTime() - startNanos) / 1_000;
    }
    Map<String, Long> read = reads.since();
    Arrays.sort(micros);
    return new Touched(what, micros[TOUCHES / 2], micros[(int) (TOUCHES * 0.99)], read);
  }

  private void get(int number) {
    assertThat(node.client().account(account(number)).getName())
        .isEqualTo("accounts/" + account(number));
  }

  private void transfer(int source, int destination) {
    CreateTransferResponse done =
        node.client()
            .blocking()
            .createTransfer(
                TestClient.transfer(
                    UuidCreator.getTimeOrderedEpoch(), account(source), account(destination), 1));
    assertThat(done.getTransfer().getState()).isEqualTo(Transfer.State.POSTED);
  }

  /** By loading those that are left, and counting them. */
  private long bytesPerCachedAccount() {
    int end = Math.min(ACCOUNTS, untouched + MOST_CACHED);
    awaitWritten();
    LiveHeap before = LiveHeap.measure();
    try (ConcurrentCalls calls = new ConcurrentCalls()) {
      for (int number = untouched; number < end; number++) {
        GetAccountRequest request =
            GetAccountRequest.newBuilder().setName("accounts/" + account(number)).build();
        calls.make(() -> node.client().future().getAccount(request));
      }
    }
    LiveHeap after = LiveHeap.measure();
    int loaded = end - untouched;
    assertThat(after.count(Account.class)).isGreaterThanOrEqualTo(loaded);
    return (after.bytes() - before.bytes()) / loaded;
  }

  /** What waits to be written holds accounts as they were. */
  private static void awaitWritten() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              LiveHeap heap = LiveHeap.measure();
              assertThat(heap.count(Entry.class)).as("unwritten lines").isZero();
              assertThat(heap.count(Checkpoint.class)).as("checkpoints under way").isZero();
            });
  }
}

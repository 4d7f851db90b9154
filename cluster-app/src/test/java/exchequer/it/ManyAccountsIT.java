package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.storage.TestKeyspace;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.GetAccountRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Memory and recovery with far more accounts than a node keeps in memory. For the long run: {@code
 * -Dit.test=ManyAccountsIT -Daccounts.count=1000000}, with a cache of 10,000.
 */
class ManyAccountsIT {
  private static final int ACCOUNTS = Integer.getInteger("accounts.count", 10_000);
  private static final int FEW_ACCOUNTS = 1_000;
  private static final int MANY_ACCOUNTS = 100_000;
  private static final int BOOKS = 64;

  /** 320 in all, in the long run 9,984. */
  private static final int CACHED_PER_BOOK = ACCOUNTS > MANY_ACCOUNTS ? 156 : 5;

  private static final long MOST_IN_MEMORY = (long) BOOKS * CACHED_PER_BOOK;

  private static final int TOUCHES = ACCOUNTS > MANY_ACCOUNTS ? 50_000 : 2_000;
  private static final int STATEMENTS = 200;
  private static final int RESTARTS = ACCOUNTS > MANY_ACCOUNTS ? 3 : 1;

  /** Sent before each stop: most of them are replayed. */
  private static final int BURST = 3_000;

  private static final int IN_FLIGHT = 512;

  /** An account in memory takes more than twice as much; most of this is the JVM's own growth. */
  private static final int MOST_BYTES_PER_ACCOUNT = 300;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "exchequer.ledger.books",
          Integer.toString(BOOKS),
          "exchequer.book.cached-accounts",
          Integer.toString(CACHED_PER_BOOK),
          "exchequer.book.remembered-transfers",
          "50",
          "exchequer.book.checkpoint-interval",
          "5s");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final long[] balances = new long[ACCOUNTS];
  private final Recoveries recoveries = Recoveries.listen();
  private String keyspace;
  private TestNode node;
  private int opened;

  private record Row(
      int accounts,
      long openedPerSecond,
      LiveHeap heap,
      long allAnsweredMillis,
      long bookMillis,
      long slowestBookMillis,
      long replayedEvents) {}

  @BeforeEach
  void start() {
    keyspace = TestKeyspace.create();
    node = TestNode.start(keyspace, SETTINGS);
  }

  @AfterEach
  void stop() {
    recoveries.stop();
    node.close();
  }

  @Test
  void memory_and_recovery_do_not_grow_with_the_number_of_accounts() {
    // Given
    System.out.println("seed " + seed);
    List<Row> rows = new ArrayList<>();

    // When
    for (int accounts : IntStream.of(FEW_ACCOUNTS, MANY_ACCOUNTS, ACCOUNTS).distinct().toArray()) {
      if (accounts <= ACCOUNTS) {
        long startNanos = System.nanoTime();
        long perSecond = (accounts - opened) * 1_000L;
        open(accounts);
        perSecond /= Math.max(1, millisSince(startNanos));
        touch(TOUCHES);
        requireStatementsRight();
        awaitQuiet();
        System.out.printf("%,d accounts, opened at %,d/s%n", accounts, perSecond);
        rows.add(row(perSecond, LiveHeap.measure()));
      }
    }
    print(rows);

    // Then
    Row few = rows.get(0);
    Row many = rows.get(rows.size() - 1);
    assertThat(many.heap().count(Account.class)).isLessThanOrEqualTo(MOST_IN_MEMORY);
    assertThat((many.heap().bytes() - few.heap().bytes()) / (many.accounts() - few.accounts()))
        .isLessThan(MOST_BYTES_PER_ACCOUNT);
    assertThat(many.replayedEvents()).isPositive();
    assertThat(many.bookMillis()).isLessThan(4 * few.bookMillis() + 1_000);
    assertThat(many.allAnsweredMillis()).isLessThan(2 * few.allAnsweredMillis() + 5_000);
  }

  private TestClient client() {
    return node.client();
  }

  private static String account(int number) {
    return "account-" + number;
  }

  private void open(int end) {
    client().openAll(IntStream.range(opened, end).mapToObj(ManyAccountsIT::account));
    opened = end;
  }

  /** Transfers between accounts at random. */
  private void touch(int transfers) {
    try (TransferSender sender = new TransferSender(client(), IN_FLIGHT)) {
      sender.send(transfers, this::transfer);
    }
  }

  private CreateTransferRequest transfer() {
    int source = random.nextInt(opened);
    int destination = (source + 1 + random.nextInt(opened - 1)) % opened;
    int amount = 1 + random.nextInt(1_000);
    balances[source] -= amount;
    balances[destination] += amount;
    return TestClient.transfer(
        UuidCreator.getTimeOrderedEpoch(), account(source), account(destination), amount);
  }

  private void requireStatementsRight() {
    for (int i = 0; i < STATEMENTS; i++) {
      int number = random.nextInt(opened);
      List<Entry> entries =
          Statement.read(
              client(),
              Statement.request(account(number), EntryOrder.OLDEST_FIRST, 100),
              Integer.MAX_VALUE);
      Statement.requireChained(entries);
      assertThat(entries.isEmpty() ? "0" : entries.get(entries.size() - 1).getBalance())
          .as("balance of %s", account(number))
          .isEqualTo(Long.toString(balances[number]));
    }
  }

  /** Until all is written behind the log, and what need not stay has left memory. */
  private static void awaitQuiet() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              LiveHeap heap = LiveHeap.measure();
              assertThat(heap.count(exchequer.ledger.Entry.class)).as("unwritten lines").isZero();
              assertThat(heap.count("exchequer.process.AwaitedOutcomes$Sending"))
                  .as("transfers on their way")
                  .isZero();
              assertThat(heap.count(Account.class))
                  .as("accounts in memory, in %,d bytes of live heap", heap.bytes())
                  .isLessThanOrEqualTo(MOST_IN_MEMORY);
            });
  }

  private Row row(long openedPerSecond, LiveHeap heap) {
    List<Long> answered = new ArrayList<>();
    List<Long> replayed = new ArrayList<>();
    List<Long> books = new ArrayList<>();
    for (int i = 0; i < RESTARTS; i++) {
      touch(BURST);
      node.close();
      recoveries.take();
      long startNanos = System.nanoTime();
      node = TestNode.start(keyspace, SETTINGS);
      askEveryBook();
      answered.add(millisSince(startNanos));
      List<Recoveries.Recovery> recovered = recoveries.take();
      assertThat(recovered).extracting(Recoveries.Recovery::book).hasSize(BOOKS);
      recovered.forEach(recovery -> books.add(recovery.millis()));
      replayed.add(recovered.stream().mapToLong(Recoveries.Recovery::replayedEvents).sum());
    }
    return new Row(
        opened,
        openedPerSecond,
        heap,
        median(answered),
        median(books),
        books.stream().mapToLong(millis -> millis).max().orElseThrow(),
        median(replayed));
  }

  private void askEveryBook() {
    String[] ofBook = new String[BOOKS];
    for (int number = 0; number < FEW_ACCOUNTS; number++) {
      ofBook[new AccountId(account(number)).book(BOOKS)] = "accounts/" + account(number);
    }
    try (ConcurrentCalls calls = new ConcurrentCalls()) {
      for (String name : ofBook) {
        GetAccountRequest request = GetAccountRequest.newBuilder().setName(name).build();
        calls.make(() -> client().future().getAccount(request));
      }
    }
  }

  private static long millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void print(List<Row> rows) {
    System.out.println(
        "  accounts  opened/s  in memory   heap KiB  start to 64 answers  book recovers (slowest)"
            + "  events replayed");
    for (Row row : rows) {
      System.out.printf(
          "%,10d %,9d %,10d %,10d %,17d ms %,14d ms (%,d) %,16d%n",
          row.accounts(),
          row.openedPerSecond(),
          row.heap().count(Account.class),
          row.heap().bytes() / 1024,
          row.allAnsweredMillis(),
          row.bookMillis(),
          row.slowestBookMillis(),
          row.replayedEvents());
    }
  }
}

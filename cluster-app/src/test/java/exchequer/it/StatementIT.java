package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import exchequer.ledger.AccountId;
import exchequer.storage.TestKeyspace;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.ListEntriesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Statements over many buckets, written and unwritten, while money moves and after a restart. For
 * the long run: {@code -Dit.test=StatementIT -Dstatement.entries=100000}.
 */
class StatementIT {
  private static final int ENTRIES = Integer.getInteger("statement.entries", 3_000);
  private static final int[] PAGE_SIZES = {1_000, 100, 7, 1};

  /** Single lines are slow to read: enough of them to pass several buckets. */
  private static final int ENOUGH_PAGES = 150;

  private static final int BOOKS = 4;
  private static final int OTHERS = 16;
  private static final int IN_FLIGHT = 200;

  /** Slow, so that much is read while money moves. */
  private static final int FEW_IN_FLIGHT = 4;

  /**
   * No checkpoint by time: once all is quiet, lines of several buckets are still unwritten, so
   * pages are read across that border, too.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "exchequer.ledger.books", Integer.toString(BOOKS),
          "exchequer.ledger.entries-per-bucket", Integer.toString(Math.min(500, ENTRIES / 50)),
          "exchequer.book.checkpoint-every-events", "900",
          "exchequer.book.checkpoint-interval", "1h",
          "exchequer.book.cached-accounts", "8");

  private static String keyspace;
  private static TestNode node;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @BeforeAll
  static void start() {
    keyspace = TestKeyspace.create();
    node = TestNode.start(keyspace, SETTINGS);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static TestClient client() {
    return node.client();
  }

  /** Accounts that pay each other: one hot, one seldom used in the hot one's book, the others. */
  private record Cast(String hot, String rare, List<String> others) {

    static Cast open(String name) {
      String hot = name + "-hot";
      int book = new AccountId(hot).book(BOOKS);
      String rare =
          IntStream.iterate(0, i -> i + 1)
              .mapToObj(i -> name + "-rare-" + i)
              .filter(id -> new AccountId(id).book(BOOKS) == book)
              .findFirst()
              .orElseThrow();
      List<String> others = IntStream.range(0, OTHERS).mapToObj(i -> name + "-" + i).toList();
      client().open(hot, "unbounded");
      client().open(rare, "unbounded");
      others.forEach(other -> client().open(other, "unbounded"));
      return new Cast(hot, rare, others);
    }
  }

  /** Transfers to and from the hot account; {@code rarely} of them are the rare account's. */
  private void move(Cast cast, int transfers, int rarely, int inFlight) {
    int[] sent = {0};
    try (TransferSender sender = new TransferSender(client(), inFlight)) {
      sender.send(
          transfers,
          () -> {
            boolean isRare = ++sent[0] % (transfers / rarely) == 0;
            String other = cast.others().get(random.nextInt(OTHERS));
            return transfer(isRare ? cast.rare() : cast.hot(), other);
          });
    }
  }

  /** Either way. */
  private CreateTransferRequest transfer(String account, String other) {
    UUID id = random.nextBoolean() ? UuidCreator.getTimeOrderedEpoch() : UUID.randomUUID();
    boolean pays = random.nextBoolean();
    return TestClient.transfer(
        id, pays ? account : other, pays ? other : account, 1 + random.nextInt(1_000));
  }

  @Test
  void pages_have_no_gap_and_no_repeat_while_money_moves() {
    // Given
    Cast cast = Cast.open("moving");
    System.out.println("seed " + seed);

    // When
    CompletableFuture<Void> moving =
        CompletableFuture.runAsync(
            () -> move(cast, ENTRIES, 20, ENTRIES > 10_000 ? IN_FLIGHT : FEW_IN_FLIGHT));
    int rounds = 0;
    do {
      for (int pageSize : PAGE_SIZES) {
        requireWhole(cast.hot(), pageSize);
        requireWhole(cast.rare(), pageSize);
      }
      rounds++;
    } while (!moving.isDone());
    moving.join();

    // Then
    long rare = client().account(cast.rare()).getEntryCount();
    assertThat(rare).isEqualTo(20);
    assertThat(client().account(cast.hot()).getEntryCount()).isEqualTo(ENTRIES - rare);
    for (int pageSize : PAGE_SIZES) {
      requireWhole(cast.hot(), pageSize);
      requireWhole(cast.rare(), pageSize);
      requireWhole(cast.others().get(0), pageSize);
    }
    System.out.printf("%,d entries read in %d rounds while they came%n", ENTRIES, rounds);
  }

  /** From both ends, at least what was there at the start. */
  private static void requireWhole(String account, int pageSize) {
    int enough = pageSize * ENOUGH_PAGES;
    long count = client().account(account).getEntryCount();
    long wanted = Math.min(enough, count);
    List<Entry> up =
        Statement.read(
            client(), Statement.request(account, EntryOrder.OLDEST_FIRST, pageSize), enough);
    Statement.requireChained(up);
    assertThat(up).hasSizeGreaterThanOrEqualTo((int) wanted);
    if (!up.isEmpty()) {
      assertThat(up.get(0).getNumber()).isEqualTo(1);
    }

    count = client().account(account).getEntryCount();
    List<Entry> down =
        Statement.read(
            client(), Statement.request(account, EntryOrder.NEWEST_FIRST, pageSize), enough);
    Statement.requireChained(Statement.reversed(down));
    if (count > 0) {
      assertThat(down.get(0).getNumber()).isGreaterThanOrEqualTo(count);
      long last = down.get(down.size() - 1).getNumber();
      assertThat(last == 1 || down.size() >= enough).as("stopped at %s", last).isTrue();
    }
  }

  @Test
  void a_range_of_time_gives_what_filtering_the_whole_statement_gives() {
    // Given
    Cast cast = Cast.open("ranges");
    System.out.println("seed " + seed);
    move(cast, ENTRIES / 2, 20, IN_FLIGHT);

    for (String account : List.of(cast.hot(), cast.rare(), cast.others().get(0))) {
      List<Entry> whole = whole(account);
      Timestamp first = whole.get(0).getCreateTime();
      Timestamp last = whole.get(whole.size() - 1).getCreateTime();
      List<Timestamp> times = new ArrayList<>();
      for (Timestamp edge : List.of(first, last)) {
        times.add(Timestamps.add(edge, Durations.fromMicros(-1)));
        times.add(edge);
        times.add(Timestamps.add(edge, Durations.fromNanos(1)));
        times.add(Timestamps.add(edge, Durations.fromSeconds(1)));
      }
      for (int i = 0; i < 12; i++) {
        times.add(whole.get(random.nextInt(whole.size())).getCreateTime());
      }

      // When / Then: open at either end, then bounded, empty ones among them.
      for (Timestamp time : times) {
        requireRange(account, whole, time, Timestamps.MAX_VALUE);
        requireRange(account, whole, Timestamps.MIN_VALUE, time);
        requireRange(account, whole, time, time);
        Timestamp other = times.get(random.nextInt(times.size()));
        boolean inOrder = Statement.isBefore(time, other);
        requireRange(account, whole, inOrder ? time : other, inOrder ? other : time);
      }
    }
  }

  private void requireRange(String account, List<Entry> whole, Timestamp start, Timestamp end) {
    List<Entry> expected =
        whole.stream()
            .filter(entry -> !Statement.isBefore(entry.getCreateTime(), start))
            .filter(entry -> Statement.isBefore(entry.getCreateTime(), end))
            .toList();
    int pageSize = expected.size() < 50 ? 1 + random.nextInt(10) : 100 + random.nextInt(900);
    for (EntryOrder order : List.of(EntryOrder.OLDEST_FIRST, EntryOrder.NEWEST_FIRST)) {
      ListEntriesRequest.Builder request = Statement.request(account, order, pageSize);
      if (!start.equals(Timestamps.MIN_VALUE)) {
        request.setStartTime(start);
      }
      if (!end.equals(Timestamps.MAX_VALUE)) {
        request.setEndTime(end);
      }
      List<Entry> found = Statement.read(client(), request, Integer.MAX_VALUE);
      Statement.requireSame(
          order == EntryOrder.OLDEST_FIRST ? found : Statement.reversed(found),
          expected,
          "%s of %s, %d a page, from %s to %s"
              .formatted(
                  order, account, pageSize, Timestamps.toString(start), Timestamps.toString(end)));
    }
  }

  private static List<Entry> whole(String account) {
    return Statement.read(
        client(), Statement.request(account, EntryOrder.OLDEST_FIRST, 1_000), Integer.MAX_VALUE);
  }

  @Test
  void an_entry_is_seen_on_both_sides_as_soon_as_its_transfer_is_acknowledged() {
    // Given
    Cast cast = Cast.open("seen");
    System.out.println("seed " + seed);

    // When / Then: several clients, each with an account of its own, all with the hot one.
    IntStream.range(0, 4)
        .mapToObj(
            number ->
                CompletableFuture.runAsync(
                    () -> requireSeen(cast.hot(), cast.others().get(number), ENTRIES / 25)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private void requireSeen(String hot, String own, int times) {
    for (int i = 0; i < times; i++) {
      CreateTransferRequest request = transfer(hot, own);
      String transfer = client().blocking().createTransfer(request).getTransfer().getName();
      assertThat(newest(own, 1)).extracting(Entry::getTransfer).containsExactly(transfer);
      assertThat(newest(hot, 20)).extracting(Entry::getTransfer).contains(transfer);
    }
  }

  private static List<Entry> newest(String account, int lines) {
    return client()
        .blocking()
        .listEntries(Statement.request(account, EntryOrder.NEWEST_FIRST, lines).build())
        .getEntriesList();
  }

  @Test
  void statements_are_the_same_after_a_restart_and_go_on() {
    // Given
    Cast cast = Cast.open("again");
    System.out.println("seed " + seed);
    move(cast, ENTRIES / 5, 5, IN_FLIGHT);
    List<String> accounts = List.of(cast.hot(), cast.rare(), cast.others().get(0));
    List<List<Entry>> before = accounts.stream().map(StatementIT::whole).toList();

    // When
    node.close();
    node = TestNode.start(keyspace, SETTINGS);

    // Then
    for (int i = 0; i < accounts.size(); i++) {
      Statement.requireSame(whole(accounts.get(i)), before.get(i), accounts.get(i));
    }

    // When
    move(cast, ENTRIES / 5, 5, IN_FLIGHT);

    // Then
    for (int i = 0; i < accounts.size(); i++) {
      List<Entry> now = whole(accounts.get(i));
      Statement.requireChained(now);
      Statement.requireSame(
          now.subList(0, before.get(i).size()), before.get(i), "before the restart");
      requireWhole(accounts.get(i), 7);
    }
    assertThat(whole(cast.rare())).hasSize(10);
  }

  @Test
  void a_statement_read_to_its_end_is_followed_from_there() {
    // Given
    Cast cast = Cast.open("followed");
    System.out.println("seed " + seed);
    move(cast, ENTRIES / 5, 5, IN_FLIGHT);
    String account = cast.hot();
    List<Entry> read = new ArrayList<>(whole(account));

    // When / Then: nothing yet, then all that came since.
    assertThat(from(account, read.size() + 1)).isEmpty();
    for (int i = 0; i < 3; i++) {
      move(cast, ENTRIES / 10, 5, IN_FLIGHT);
      read.addAll(from(account, read.size() + 1));
      Statement.requireSame(whole(account), read, "followed");
    }
    assertThat(from(account, read.size() + 1_000)).isEmpty();

    // When / Then: from anywhere, written long ago or not yet.
    for (int i = 0; i < 20; i++) {
      int number = 1 + random.nextInt(read.size());
      Statement.requireSame(
          from(account, number), read.subList(number - 1, read.size()), "from " + number);
    }
  }

  private List<Entry> from(String account, long number) {
    return Statement.read(
        client(),
        Statement.request(account, EntryOrder.OLDEST_FIRST, 50 + random.nextInt(300))
            .setStartNumber(number),
        Integer.MAX_VALUE);
  }

  @Test
  void a_page_size_above_the_maximum_means_the_maximum() {
    // Given
    Cast cast = Cast.open("large");
    System.out.println("seed " + seed);
    move(cast, ENTRIES / 2, 5, IN_FLIGHT);

    // When
    var page =
        client()
            .blocking()
            .listEntries(
                Statement.request(cast.hot(), EntryOrder.OLDEST_FIRST, Integer.MAX_VALUE).build());

    // Then
    assertThat(page.getEntriesList()).hasSize(1_000);
    assertThat(page.getNextPageToken()).isNotEmpty();
  }
}

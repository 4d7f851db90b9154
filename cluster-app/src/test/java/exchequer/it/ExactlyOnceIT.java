package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.it.Sends.Answer;
import exchequer.ledger.AccountId;
import exchequer.storage.TestKeyspace;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.Reason;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However often a transfer is sent, and by however many clients, it is done once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExactlyOnceIT {
  private static final int BOOKS = 16;
  private static final int CHANNELS = 16;
  private static final int SENDS_OF_EACH = 10;
  private static final int POSTED = 1_000;
  private static final int REFUSED_EACH_WAY = 50;

  /** A book that forgets almost at once, so that the transfer table has to know. */
  private static final Map<String, String> SMALL_MEMORY =
      Map.of(
          "exchequer.book.remembered-transfers", "10",
          "exchequer.book.checkpoint-interval", "100ms",
          "exchequer.book.checkpoint-every-events", "100",
          "exchequer.grpc.answer-timeout", "60s");

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final Random RANDOM = seeded();

  private static TestNode defaults;
  private static String forgetfulKeyspace;
  private static TestNode forgetful;

  /** Which node is sent to, and what ids the client makes. */
  enum Memory {
    LARGE,
    SMALL;

    TestNode node() {
      return this == LARGE ? defaults : forgetful;
    }

    UUID newId() {
      return this == LARGE
          ? UuidCreator.getTimeOrderedEpoch()
          : new UUID(version4(RANDOM.nextLong()), variant2(RANDOM));
    }
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("ExactlyOnceIT: seed " + seed);
    return new Random(seed);
  }

  private static long version4(long bits) {
    return (bits & ~0xF000L) | 0x4000L;
  }

  private static long variant2(Random random) {
    return (random.nextLong() >>> 2) | Long.MIN_VALUE;
  }

  @BeforeAll
  static void start() {
    defaults = TestNode.start(Map.of("exchequer.grpc.answer-timeout", "60s"));
    forgetfulKeyspace = TestKeyspace.create();
    forgetful = TestNode.start(forgetfulKeyspace, SMALL_MEMORY);
  }

  @AfterAll
  static void stop() {
    defaults.close();
    forgetful.close();
  }

  @ParameterizedTest(name = "{0} memory, {1}, in one book: {2}")
  @CsvSource({
    "LARGE, UNARY, true",
    "LARGE, UNARY, false",
    "LARGE, STREAM, true",
    "LARGE, STREAM, false",
    "SMALL, UNARY, true",
    "SMALL, UNARY, false",
    "SMALL, STREAM, true",
    "SMALL, STREAM, false",
  })
  void posts_each_of_1000_transfers_once_in_11000_sends(
      Memory memory, Sends.Way way, boolean inOneBook) {
    // Given
    Pair pair = Pair.open(memory.node().client(), inOneBook);
    List<CreateTransferRequest> posted = requests(POSTED, memory, pair.source, pair.destination);
    List<CreateTransferRequest> floor =
        requests(REFUSED_EACH_WAY, memory, pair.poor, pair.destination);
    List<CreateTransferRequest> ceiling =
        requests(REFUSED_EACH_WAY, memory, pair.source, pair.full);
    List<CreateTransferRequest> sends = new ArrayList<>();
    for (int i = 0; i < SENDS_OF_EACH; i++) {
      sends.addAll(posted);
      sends.addAll(floor);
      sends.addAll(ceiling);
    }
    Collections.shuffle(sends, RANDOM);

    // When
    List<TestClient> channels = channels(memory.node());
    Map<String, Collection<Answer>> answers = Sends.all(way, channels, sends);
    channels.forEach(TestClient::close);

    // Then
    assertAnswers(posted, answers, Reason.REASON_UNSPECIFIED);
    assertAnswers(floor, answers, Reason.FLOOR_CROSSED);
    assertAnswers(ceiling, answers, Reason.CEILING_CROSSED);
    assertEntries(memory.node().client(), pair, posted);
  }

  @Test
  void refuses_other_content_under_an_old_id_and_moves_nothing() {
    for (Memory memory : Memory.values()) {
      for (boolean inOneBook : List.of(true, false)) {
        // Given
        TestClient client = memory.node().client();
        Pair pair = Pair.open(client, inOneBook);
        List<CreateTransferRequest> earlier = requests(20, memory, pair.source, pair.destination);
        earlier.forEach(request -> client.blocking().createTransfer(request));
        List<Function<CreateTransferRequest.Builder, CreateTransferRequest.Builder>> changes =
            List.of(
                other -> change(other, b -> b.setAmount("2")),
                other -> change(other, b -> b.setAsset("USD/2")),
                other -> change(other, b -> b.setDestination("accounts/" + pair.poor)),
                other -> change(other, b -> b.putMetadata("k", "v")));

        for (CreateTransferRequest request : earlier) {
          for (var change : changes) {
            CreateTransferRequest changed = change.apply(request.toBuilder()).build();

            // When / Then
            assertThatThrownBy(() -> client.blocking().createTransfer(changed))
                .isInstanceOfSatisfying(
                    StatusRuntimeException.class,
                    refused ->
                        assertThat(TestClient.reason(refused))
                            .isEqualTo(Reason.TRANSFER_ID_REUSED));
          }
        }
        assertEntries(client, pair, earlier);
      }
    }
  }

  @Test
  void knows_every_outcome_from_the_transfer_table_after_a_restart() {
    // Given a book that has written all behind its log and then knows nothing in memory
    Pair pair = Pair.open(forgetful.client(), false);
    List<CreateTransferRequest> posted = requests(200, Memory.SMALL, pair.source, pair.destination);
    List<CreateTransferRequest> refused = requests(20, Memory.SMALL, pair.source, pair.full);
    List<CreateTransferRequest> both = new ArrayList<>(posted);
    both.addAll(refused);
    List<TestClient> channels = channels(forgetful);
    Map<String, Collection<Answer>> before = Sends.all(Sends.Way.STREAM, channels, both);
    channels.forEach(TestClient::close);
    awaitRows(both);
    forgetful.close();
    CreateTransferRequest lost = posted.get(0);
    deleteRow(lost);
    forgetful = TestNode.start(forgetfulKeyspace, SMALL_MEMORY);

    // When
    channels = channels(forgetful);
    Map<String, Collection<Answer>> after = Sends.all(Sends.Way.UNARY, channels, both);
    channels.forEach(TestClient::close);

    // Then
    both.forEach(
        request -> {
          Answer first = before.get(Sends.name(request)).iterator().next();
          Answer again = after.get(Sends.name(request)).iterator().next();
          if (request.equals(lost)) {
            // Its row was taken away, so it is done again: nothing but the table knew of it.
            assertThat(again.replayed()).isFalse();
          } else {
            assertThat(again).isEqualTo(new Answer(first.transfer(), first.refusal(), true));
          }
        });
    assertThat(forgetful.client().account(pair.destination).getEntryCount())
        .isEqualTo(posted.size() + 1);
  }

  private static CreateTransferRequest.Builder change(
      CreateTransferRequest.Builder request,
      java.util.function.Consumer<exchequer.v1.Transfer.Builder> change) {
    change.accept(request.getTransferBuilder());
    return request;
  }

  private static List<CreateTransferRequest> requests(
      int count, Memory memory, String from, String to) {
    return IntStream.range(0, count)
        .mapToObj(i -> TestClient.transfer(memory.newId(), from, to, 1))
        .toList();
  }

  private static List<TestClient> channels(TestNode node) {
    return IntStream.range(0, CHANNELS).mapToObj(i -> new TestClient(node.grpcAddress())).toList();
  }

  private static void assertAnswers(
      List<CreateTransferRequest> requests,
      Map<String, Collection<Answer>> answers,
      Reason reason) {
    for (CreateTransferRequest request : requests) {
      Collection<Answer> all = answers.get(Sends.name(request));
      assertThat(all).as(Sends.name(request)).hasSize(SENDS_OF_EACH);
      assertThat(all).extracting(Answer::refusal).containsOnly(reason);
      assertThat(all).filteredOn(answer -> !answer.replayed()).hasSize(1);
      assertThat(all.stream().map(Answer::outcome).distinct()).hasSize(1);
    }
  }

  private static void assertEntries(
      TestClient client, Pair pair, List<CreateTransferRequest> posted) {
    Set<String> names = new HashSet<>(posted.stream().map(Sends::name).toList());
    for (String account : List.of(pair.source, pair.destination)) {
      List<Entry> entries = client.entries(account, EntryOrder.OLDEST_FIRST, 1_000);
      assertThat(entries).as(account).hasSize(posted.size());
      assertThat(Set.copyOf(entries.stream().map(Entry::getTransfer).toList())).isEqualTo(names);
    }
    assertThat(client.account(pair.source).getBalance().getAvailable())
        .isEqualTo("-" + posted.size());
    assertThat(client.account(pair.destination).getBalance().getPosted())
        .isEqualTo("" + posted.size());
    for (String account : List.of(pair.poor, pair.full)) {
      assertThat(client.account(account).getEntryCount()).as(account).isZero();
    }
  }

  private static void awaitRows(List<CreateTransferRequest> requests) {
    try (CqlSession session = TestCassandra.shared().newSession()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                Set<String> ids = new HashSet<>();
                session
                    .execute("SELECT id FROM " + forgetfulKeyspace + ".transfer")
                    .forEach(row -> ids.add(String.valueOf(row.getUuid("id"))));
                assertThat(ids)
                    .containsAll(
                        requests.stream().map(CreateTransferRequest::getTransferId).toList());
              });
    }
  }

  private static void deleteRow(CreateTransferRequest request) {
    UUID id = UUID.fromString(request.getTransferId());
    try (CqlSession session = TestCassandra.shared().newSession()) {
      String table = forgetfulKeyspace + ".transfer";
      session
          .execute("SELECT book, bucket, id, source FROM " + table)
          .forEach(
              row -> {
                if (id.equals(row.getUuid("id"))) {
                  session.execute(
                      "DELETE FROM "
                          + table
                          + " WHERE book = ? AND bucket = ? AND id = ? AND source = ?",
                      row.getInt("book"),
                      row.getInt("bucket"),
                      id,
                      row.getString("source"));
                }
              });
    }
  }

  /**
   * Accounts of one run: money goes from source to destination; poor has none and full takes none.
   */
  private record Pair(String source, String destination, String poor, String full) {
    static Pair open(TestClient client, boolean inOneBook) {
      String run = "run" + RUNS.incrementAndGet();
      String source = run + "-source";
      int book = new AccountId(source).book(BOOKS);
      Pair pair =
          new Pair(
              source,
              named(run + "-destination", inOneBook, book),
              run + "-poor",
              named(run + "-full", inOneBook, book));
      client.open(pair.source, "unbounded");
      client.open(pair.destination, "0");
      client.open(pair.poor, "0");
      client
          .blocking()
          .createAccount(
              CreateAccountRequest.newBuilder()
                  .setAccountId(pair.full)
                  .setAccount(Account.newBuilder().setAsset(TestClient.ASSET).setCeiling("0"))
                  .build());
      return pair;
    }

    private static String named(String prefix, boolean inBook, int book) {
      return IntStream.iterate(0, i -> i + 1)
          .mapToObj(i -> prefix + i)
          .filter(id -> (new AccountId(id).book(BOOKS) == book) == inBook)
          .findFirst()
          .orElseThrow();
    }
  }
}

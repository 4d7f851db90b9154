package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.ConfigFactory;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Limit;
import exchequer.ledger.Reply;
import exchequer.ledger.RowKey;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import exchequer.process.BookAnswer;
import exchequer.process.BookProcess;
import exchequer.process.BookSettings;
import exchequer.storage.TestKeyspace;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Each way in which a book's actor is told something, on a real Cassandra. What becomes of a book
 * in whose way something fails is in {@link FailingBookIT}, and of one that is deposed in {@link
 * TwoOwnersIT}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookActorIT {
  private static final int BOOK = 0;
  private static final AccountId ACCOUNT = new AccountId("alice");
  private static final AccountId OTHER = new AccountId("other");
  private static final Asset EUR = new Asset("EUR", 2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration A_WHILE = Duration.ofMillis(500);

  private final String keyspace = TestKeyspace.create();
  private final BookNode node = new BookNode(keyspace);
  private final CqlSession session = TestCassandra.shared().newSession();
  private final AppendTurns turns = new AppendTurns(1);
  private final RecordedRoutes routes = new RecordedRoutes();
  private final BookSettings settings =
      BookSettings.of(
          ConfigFactory.parseString("exchequer.book.checkpoint-interval = 500ms")
              .withFallback(node.config()));
  private final ActorRef<BookMessage> book =
      node.spawn(BOOK, settings, turns, routes, Clock.systemUTC());

  @AfterEach
  void stop() {
    session.close();
    node.close();
  }

  @Test
  void a_request_is_answered_when_its_log_is_read_and_its_append_confirmed() {
    assertThat(reply(ask(open(ACCOUNT)))).isInstanceOf(Reply.AccountState.class);
  }

  @Test
  void a_book_that_runs_is_left_alone_when_it_is_told_to_run() {
    reply(ask(open(ACCOUNT)));

    book.tell(new BookMessage.KeepRunning());

    assertThat(reply(ask(new BookCommand.ReadAccount(ACCOUNT))))
        .isInstanceOf(Reply.AccountState.class);
  }

  @Test
  void what_an_incarnation_before_waited_for_is_left_aside() {
    // Given
    reply(ask(open(ACCOUNT)));
    AtomicBoolean wasTakenIn = new AtomicBoolean();
    Consumer<BookProcess> input = process -> wasTakenIn.set(true);

    // When
    book.tell(new Internal.OfIncarnation(new Incarnation(null), new Internal.Input(input)));

    // Then, once the book has answered what came later
    reply(ask(new BookCommand.ReadAccount(ACCOUNT)));
    assertThat(wasTakenIn).isFalse();
  }

  @Test
  void a_book_appends_when_its_turn_comes() {
    // Given
    reply(ask(open(OTHER)));
    AppendTurns.Turn ofAnother = turns.turn(() -> {});
    Awaitility.await().until(ofAnother::take);
    TestProbe<BookAnswer> waiting = ask(open(ACCOUNT));
    waiting.expectNoMessage(A_WHILE);

    // When
    ofAnother.giveBack();

    // Then
    assertThat(reply(waiting)).isInstanceOf(Reply.AccountState.class);
  }

  @Test
  void a_row_that_cannot_be_read_leaves_the_outcome_open_and_the_book_running() {
    // Given a row that no ledger wrote
    reply(ask(open(OTHER)));
    session.execute(
        "INSERT INTO " + keyspace + ".account (book, account, state) VALUES (?, ?, ?)",
        BOOK,
        ACCOUNT.value(),
        ByteBuffer.wrap(new byte[] {1, 2, 3}));

    // When
    TestProbe<BookAnswer> unreadable =
        LoggingTestKit.warn("could not read what commands need")
            .expect(node.kit().system(), () -> ask(new BookCommand.ReadAccount(ACCOUNT)));

    // Then
    assertThat(unreadable.receiveMessage(PATIENCE))
        .isEqualTo(new BookAnswer.Unknown("the storage does not answer"));
    assertThat(reply(ask(new BookCommand.ReadAccount(OTHER))))
        .isInstanceOf(Reply.AccountState.class);
  }

  @Test
  void a_checkpoint_is_written_when_its_time_has_come() {
    reply(ask(open(ACCOUNT)));

    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                node.tables().store().readMarker(BOOK).toCompletableFuture().join().sequenceNr()
                    == 1);
    assertThat(
            node.tables()
                .store()
                .read(BOOK, new RowKey.OfAccount(ACCOUNT))
                .toCompletableFuture()
                .join()
                .toString())
        .contains(ACCOUNT.value(), "Optional[Account");
  }

  @Test
  void a_checkpoint_that_fails_is_tried_again() {
    // Given
    session.execute("DROP TABLE " + keyspace + ".marker");

    // When, then
    LoggingTestKit.warn("could not write behind its log")
        .withOccurrences(2)
        .expect(node.kit().system(), () -> ask(open(ACCOUNT)));
  }

  @Test
  void a_credit_goes_to_the_book_of_its_destination_again_and_again_until_it_is_decided() {
    // Given
    reply(ask(open(ACCOUNT)));
    TransferOrder order =
        new TransferOrder(
            new TransferKey(ACCOUNT, UUID.randomUUID()),
            inAnotherBook(),
            EUR,
            Amount.of(1),
            Map.of());

    // When
    TestProbe<BookAnswer> transfer = ask(new BookCommand.MakeTransfer(order));

    // Then
    Awaitility.await().atMost(PATIENCE).until(() -> routes.told.size() >= 2);
    assertThat(routes.told)
        .allMatch(
            command ->
                command instanceof BookCommand.AcceptCredit accept
                    && accept.credit().key().equals(order.key()));
    transfer.expectNoMessage(Duration.ZERO);
  }

  @Test
  void a_log_that_fails_leaves_the_outcome_open_and_the_book_starts_again() {
    // Given
    reply(ask(open(OTHER)));
    session.execute("DROP TABLE " + keyspace + ".messages");

    // When
    TestProbe<BookAnswer> appending =
        LoggingTestKit.error("the log of book 0")
            .expect(node.kit().system(), () -> ask(open(ACCOUNT)));

    // Then
    appending.expectMessageClass(BookAnswer.Unknown.class, PATIENCE);
  }

  @Test
  void a_book_that_is_told_to_stop_asks_for_its_start_at_its_new_home_and_ends() {
    // Given
    reply(ask(open(ACCOUNT)));
    TestProbe<Object> watch = node.kit().createTestProbe();

    // When
    book.tell(new Internal.Stop());

    // Then
    watch.expectTerminated(book, PATIENCE);
    assertThat(routes.keptRunning).containsExactly(BOOK);
  }

  private AccountId inAnotherBook() {
    return IntStream.range(0, 1_000)
        .mapToObj(n -> new AccountId("destination-" + n))
        .filter(id -> id.book(settings.rules().books()) != BOOK)
        .findFirst()
        .orElseThrow();
  }

  private static BookCommand open(AccountId id) {
    return new BookCommand.OpenAccount(id, EUR, Limit.UNBOUNDED, Limit.UNBOUNDED, Map.of());
  }

  private TestProbe<BookAnswer> ask(BookCommand command) {
    return node.ask(book, command);
  }

  private static Reply reply(TestProbe<BookAnswer> client) {
    return ((BookAnswer.Decided) client.receiveMessage(PATIENCE)).reply();
  }
}

package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.InFlight;
import exchequer.ledger.Limit;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import exchequer.process.BookAnswer;
import exchequer.process.BookSettings;
import exchequer.storage.TestKeyspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A book in whose way something fails: whoever waits for it is answered, and it goes on. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FailingBookIT {
  private static final int BOOK = 0;
  private static final AccountId ACCOUNT = new AccountId("alice");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Sooner than a client or a node would give an answer up. */
  private static final Duration SOON = Duration.ofSeconds(6);

  private final BookNode node = new BookNode(TestKeyspace.create());
  private final BookSettings settings =
      BookSettings.of(
          ConfigFactory.parseString("exchequer.book.append-timeout = 1s")
              .withFallback(node.config()));
  private final AppendTurns turns = new AppendTurns(1);
  private final FailingClock clock = new FailingClock();
  private final RecordedRoutes routes = new RecordedRoutes();
  private final TestProbe<Object> watch = node.kit().createTestProbe();
  private final ActorRef<BookMessage> book = node.spawn(BOOK, settings, turns, routes, clock);

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void an_append_that_is_never_answered_is_given_up_and_the_book_starts_again() {
    // Given
    isDone(open());
    CountDownLatch standstill = node.journalStandsStill();

    // When
    TestProbe<BookAnswer> during = change("during");

    // Then
    during.expectMessageClass(BookAnswer.Unknown.class, SOON);
    standstill.countDown();
    isDone(change("after"));
  }

  @Test
  void a_fault_while_deciding_leaves_nobody_without_an_answer() {
    // Given: three commands that are decided together, since they wait for an append.
    isDone(open());
    CountDownLatch standstill = node.journalStandsStill();
    TestProbe<BookAnswer> appended = change("appended");
    TestProbe<BookAnswer> first = change("first");
    TestProbe<BookAnswer> second = change("second");
    TestProbe<BookAnswer> third = change("third");
    clock.failAfterReadings(1);

    // When
    standstill.countDown();

    // Then
    isDone(appended);
    first.expectMessageClass(BookAnswer.Unknown.class, SOON);
    second.expectMessageClass(BookAnswer.Unknown.class, SOON);
    third.expectMessageClass(BookAnswer.Unknown.class, SOON);
    isDone(change("after"));
  }

  @Test
  void a_book_that_moves_and_fails_does_not_start_again_and_sends_on_what_waits() {
    // Given
    isDone(open());
    node.journalStandsStill();
    TestProbe<BookAnswer> appended = change("appended");
    TestProbe<BookAnswer> waiting = change("waiting");

    // When
    book.tell(new Internal.Stop());

    // Then
    watch.expectTerminated(book, SOON);
    appended.expectMessageClass(BookAnswer.Unknown.class, SOON);
    assertThat(routes.sentOn)
        .extracting(BookMessage.Request::replyTo)
        .containsExactly(waiting.getRef());
  }

  @Test
  void a_book_that_can_not_even_end_in_order_leaves_its_turn_to_the_other_books() {
    // Given
    isDone(open());
    routes.isFailing = true;
    node.journalStandsStill();
    change("appended");
    change("waiting");

    // When
    book.tell(new Internal.Stop());

    // Then
    AppendTurns.Turn ofAnother = turns.turn(() -> {});
    Awaitility.await().atMost(SOON).until(ofAnother::take);
  }

  @Test
  void the_log_says_by_how_much_which_clock_is_wrong() {
    // Given: a book whose own time has followed a clock that was ahead, and a clock set back.
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    clock.stopAt(noon.plus(Duration.ofMinutes(10)));
    isDone(open());
    clock.stopAt(noon);

    // When
    LoggingTestKit.warn("book 0 met a credit from PT5M ahead of this node's clock")
        .expect(node.kit().system(), () -> ask(credit(noon.plus(Duration.ofMinutes(5)))));

    // Then: the same when the book starts again, about the time that it finds in its log.
    LoggingTestKit.warn("the newest event of book 0 is PT10M ahead of this node's clock")
        .expect(
            node.kit().system(),
            () -> {
              clock.failAfterReadings(0);
              return ask(credit(noon));
            });
  }

  private static BookCommand credit(Instant begunAt) {
    TransferOrder order =
        new TransferOrder(
            new TransferKey(new AccountId("bob"), UUID.randomUUID()),
            ACCOUNT,
            new Asset("EUR", 2),
            Amount.of(1),
            Map.of());
    return new BookCommand.AcceptCredit(new InFlight(order, begunAt).credit());
  }

  private TestProbe<BookAnswer> open() {
    return ask(
        new BookCommand.OpenAccount(
            ACCOUNT, new Asset("EUR", 2), Limit.UNBOUNDED, Limit.UNBOUNDED, Map.of()));
  }

  /** A command that the book decides at once, since it has the account in memory. */
  private TestProbe<BookAnswer> change(String name) {
    return ask(
        new BookCommand.UpdateAccount(
            ACCOUNT,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Map.of("name", name)),
            OptionalLong.empty()));
  }

  private TestProbe<BookAnswer> ask(BookCommand command) {
    return node.ask(book, command);
  }

  private static void isDone(TestProbe<BookAnswer> client) {
    assertThat(client.receiveMessage(PATIENCE))
        .isInstanceOfSatisfying(
            BookAnswer.Decided.class,
            decided -> assertThat(decided.reply()).isInstanceOf(Reply.AccountState.class));
  }

  /** The machine's, until it is told to stop or to fail. */
  private static final class FailingClock extends Clock {
    private final AtomicInteger readings = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Optional<Instant> stopped = Optional.empty();

    private void stopAt(Instant instant) {
      stopped = Optional.of(instant);
    }

    /** Once, after so many more. */
    private void failAfterReadings(int count) {
      readings.set(count);
    }

    @Override
    public Instant instant() {
      if (readings.getAndDecrement() == 0) {
        throw new IllegalStateException("the clock fails");
      }
      return stopped.orElseGet(Instant::now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

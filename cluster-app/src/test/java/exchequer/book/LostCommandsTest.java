package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorPath;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LostCommandsTest {
  private static final int BOOK = 7;
  private static final int STASH = 3;

  private final ActorTestKit akka = ActorTestKit.create();
  private final TestProbe<BookAnswer> asker = akka.createTestProbe();

  /**
   * What was sent on; and sends it on to the same actor, as sharding does with a book that is
   * there.
   */
  private static final class Home implements BookRoutes {
    private final AtomicInteger sentOn = new AtomicInteger();
    private volatile ActorRef<BookMessage> book;

    @Override
    public void tell(BookCommand command) {
      throw new AssertionError("nothing is new here");
    }

    @Override
    public void keepRunning(int number) {
      throw new AssertionError("nothing is to be started");
    }

    @Override
    public void sendOn(int number, BookMessage.Request request) {
      assertThat(number).isEqualTo(BOOK);
      sentOn.incrementAndGet();
      book.tell(request);
    }

    @Override
    public OptionalInt bookOfActor(ActorPath path) {
      return book.path().equals(path) ? OptionalInt.of(BOOK) : OptionalInt.empty();
    }
  }

  @AfterEach
  void stop() {
    akka.shutdownTestKit();
  }

  @Test
  void
      what_a_book_that_waits_to_start_again_has_no_room_for_is_answered_busy_and_does_not_go_round() {
    // Given a book that fails at its first message and starts again after a minute
    Home home = new Home();
    Duration minute = Duration.ofMinutes(1);
    Behavior<BookMessage> failing =
        Behaviors.receive(BookMessage.class)
            .onAnyMessage(
                message -> {
                  throw new IllegalStateException("as asked to");
                })
            .build();
    home.book =
        akka.spawn(
            Behaviors.supervise(failing)
                .onFailure(
                    SupervisorStrategy.restartWithBackoff(minute, minute, 0)
                        .withStashCapacity(STASH)));
    akka.spawn(LostCommands.create(home));
    home.book.tell(request());

    // When
    int dropped = 5;
    for (int count = 0; count < STASH + dropped; count++) {
      home.book.tell(request());
    }

    // Then
    for (int count = 0; count < dropped; count++) {
      asker.expectMessage(new BookAnswer.Busy());
    }
    assertThat(home.sentOn).hasValue(0);
    asker.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void what_a_stopped_book_did_not_take_is_sent_on_but_not_for_ever() {
    // Given a book that stays away
    Home home = new Home();
    home.book = akka.spawn(Behaviors.stopped());
    akka.createTestProbe().expectTerminated(home.book);
    akka.spawn(LostCommands.create(home));

    // When
    Awaitility.await()
        .untilAsserted(
            () -> {
              home.book.tell(request());
              assertThat(home.sentOn.get()).isPositive();
            });

    // Then
    asker.expectMessage(new BookAnswer.Busy());
    assertThat(home.sentOn.get()).isBetween(1, 5);
  }

  private BookMessage.Request request() {
    return new BookMessage.Request(
        new BookCommand.ReadAccount(new AccountId("a")), Context.NONE, asker.getRef());
  }
}

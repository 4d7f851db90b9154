package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.javadsl.Behaviors;
import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.AccountId;
import exchequer.ledger.Asset;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Limit;
import exchequer.storage.LogGapException;
import exchequer.storage.TestKeyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Two nodes that both believe to own a book's log, on a real Cassandra: whatever a node that was
 * deposed has sent, and whenever it lands, the log says what the new owner acknowledged.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoOwnersIT {
  private static final int BOOK = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String keyspace = TestKeyspace.create();
  private final List<Owner> owners = new ArrayList<>();

  @AfterEach
  void stop() {
    owners.forEach(Owner::close);
  }

  @Test
  void an_append_that_was_on_its_way_when_the_next_owner_came_does_not_displace_its_appends() {
    // Given: the former owner's append is decided, and not yet stamped when its node stands still.
    Owner former = owner();
    former.recovered();
    CountDownLatch standstill = former.node.journalStandsStill();
    former.send("late");
    Owner next = owner();
    assertThat(next.recovered()).isEmpty();
    next.append("first");
    next.append("second");

    // When
    standstill.countDown();

    // Then
    assertThat(former.failure()).hasRootCauseInstanceOf(DeposedException.class);
    assertThat(owner().recovered()).containsExactly("first", "second");
  }

  @Test
  void a_deposed_owner_acknowledges_nothing_however_its_clock_goes() {
    // Given
    Owner former = owner();
    former.recovered();
    Owner next = owner();
    next.recovered();
    next.append("first");

    // When
    former.send("late");

    // Then
    assertThat(former.failure()).hasRootCauseInstanceOf(DeposedException.class);
    next.append("second");
    assertThat(owner().recovered()).containsExactly("first", "second");
  }

  @Test
  void a_log_whose_last_append_nobody_confirmed_is_the_same_for_all_later_owners() {
    // Given: an append that its owner could not confirm, since the next had come.
    Owner former = owner();
    former.recovered();
    Owner next = owner();
    next.recovered();
    former.send("unconfirmed");
    assertThat(former.failure()).hasRootCauseInstanceOf(DeposedException.class);

    // When
    Owner third = owner();
    List<String> found = third.recovered();
    next.send("late");
    assertThat(next.failure()).hasRootCauseInstanceOf(DeposedException.class);

    // Then
    assertThat(owner().recovered()).as("found first: %s", found).isEqualTo(found);
  }

  @Test
  void a_log_with_a_gap_is_not_replayed() {
    // Given
    Owner first = owner();
    first.recovered();
    List.of("a", "b", "c").forEach(first::append);
    try (CqlSession session = TestCassandra.shared().newSession()) {
      session.execute(
          "DELETE FROM %s.messages WHERE persistence_id = '%s' AND partition_nr = 0 AND sequence_nr = 2"
              .formatted(keyspace, Books.persistenceId(BOOK)));
    }

    // When
    Owner next = owner();

    // Then
    assertThat(next.failure())
        .hasRootCauseInstanceOf(LogGapException.class)
        .hasStackTraceContaining("append 2 is missing");
  }

  private Owner owner() {
    Owner owner = new Owner(keyspace);
    owners.add(owner);
    return owner;
  }

  /** What one node is to the book: its log, and nothing more. */
  private static final class Owner {
    private final BookNode node;
    private final TestProbe<Object> told;
    private final ActorRef<BookLog.Append> log;

    private Owner(String keyspace) {
      this.node = new BookNode(keyspace);
      this.told = node.kit().createTestProbe();
      TestProbe<ActorRef<BookLog.Append>> started = node.kit().createTestProbe();
      node.kit().spawn(book(node.tables(), told.getRef(), started.getRef()));
      this.log = started.receiveMessage(PATIENCE);
    }

    private static Behavior<BookMessage> book(
        LedgerTables tables, ActorRef<Object> told, ActorRef<ActorRef<BookLog.Append>> started) {
      return Behaviors.setup(
          context -> {
            ActorRef<BookLog.Append> log =
                context.spawn(
                    BookLog.create(BOOK, tables.fence(), new Incarnation(context)), "log");
            context.watch(log);
            started.tell(log);
            return Behaviors.receive(BookMessage.class)
                .onMessage(
                    Internal.OfIncarnation.class,
                    own -> {
                      told.tell(own.message());
                      return Behaviors.same();
                    })
                .onSignal(
                    ChildFailed.class,
                    failed -> {
                      told.tell(failed.getCause());
                      return Behaviors.same();
                    })
                .build();
          });
    }

    /** The ids of the accounts that the replayed appends opened. */
    private List<String> recovered() {
      Internal.Recovered recovered = told.expectMessageClass(Internal.Recovered.class, PATIENCE);
      return recovered.tail().stream()
          .flatMap(List::stream)
          .map(event -> ((BookEvent.AccountOpened) event).account().value())
          .toList();
    }

    private void send(String account) {
      log.tell(new BookLog.Append(List.of(opened(account))));
    }

    private void append(String account) {
      send(account);
      told.expectMessageClass(Internal.Input.class, PATIENCE);
    }

    private Throwable failure() {
      return told.expectMessageClass(Throwable.class, PATIENCE);
    }

    private static Stored opened(String account) {
      return StoredForm.of(
          new BookEvent.AccountOpened(
              new AccountId(account),
              new Asset("EUR", 2),
              Limit.UNBOUNDED,
              Limit.UNBOUNDED,
              Map.of(),
              Instant.EPOCH));
    }

    private void close() {
      node.close();
    }
  }
}

package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Answer;
import exchequer.ledger.Asset;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.BookRules;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Decision;
import exchequer.ledger.Limit;
import exchequer.ledger.Lookup;
import exchequer.ledger.Marker;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a book has in flight is one row, whose size Cassandra bounds. Against a real server. */
class FullMarkerIT {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Asset EUR = Asset.parse("EUR/2");
  private static final int MAX_IN_FLIGHT = 100_000;

  private static final BookRules RULES =
      new BookRules(17, 10, 100, 100, MAX_IN_FLIGHT, Duration.ofMinutes(1));

  private final AccountId source = inBook(0);

  @Test
  void as_many_large_transfers_as_a_book_begins_can_be_written_behind_it() {
    assertThat(writtenAndRead(Map.of("note", "€".repeat(2_700)))).isBetween(500, 520);
  }

  @Test
  void as_many_small_transfers_as_a_book_begins_can_be_written_behind_it() {
    assertThat(writtenAndRead(Map.of())).isGreaterThan(15_000);
  }

  /** How many transfers in flight the marker had. */
  private int writtenAndRead(Map<String, String> metadata) {
    // Given
    Book book = new Book(0, RULES, Marker.START);
    book.loaded(source, Optional.empty());
    tell(
        book, new BookCommand.OpenAccount(source, EUR, Limit.UNBOUNDED, Limit.UNBOUNDED, Map.of()));
    for (int number = 1; number < RULES.books(); number++) {
      AccountId destination = inBook(number);
      while (begin(book, destination, metadata)) {}
    }
    book.appended();
    Checkpoint checkpoint = book.checkpoint();

    try (CqlSession session = TestCassandra.shared().newSession()) {
      String keyspace = TestKeyspace.create();
      LedgerStore store = new LedgerStore(session, keyspace);

      // When
      store.write(0, checkpoint).toCompletableFuture().join();

      // Then
      Marker read = store.readMarker(0).toCompletableFuture().join();
      assertThat(read).isEqualTo(checkpoint.marker());
      return read.inFlight().size();
    }
  }

  private boolean begin(Book book, AccountId destination, Map<String, String> metadata) {
    TransferOrder order =
        new TransferOrder(
            new TransferKey(source, UUID.randomUUID()), destination, EUR, Amount.of(1), metadata);
    Answer answer = tell(book, new BookCommand.MakeTransfer(order));
    boolean begun = answer instanceof Answer.AtOutcome;
    if (!begun) {
      assertThat(answer).isEqualTo(new Reply.Rejected(Refusal.BOOK_BUSY));
    }
    return begun;
  }

  private static Answer tell(Book book, BookCommand command) {
    Decision decision = book.decide(command, Lookup.NONE, NOW);
    decision.events().forEach(book::evolve);
    return decision.answer();
  }

  /** With an id as long as can be. */
  private static AccountId inBook(int book) {
    for (int i = 0; ; i++) {
      AccountId id = new AccountId(String.format("%064d", i));
      if (id.book(RULES.books()) == book) {
        return id;
      }
    }
  }
}

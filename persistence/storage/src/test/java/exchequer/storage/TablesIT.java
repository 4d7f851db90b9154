package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.encoding.UnreadableBytesException;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Asset;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.BookRules;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Limit;
import exchequer.ledger.Lookup;
import exchequer.ledger.Marker;
import exchequer.ledger.Row;
import exchequer.ledger.RowKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of accounts and markers. Against a real server. */
class TablesIT {
  private static final int BOOK = 3;
  private static final AccountId ID = new AccountId("alice");
  private static final AccountId NOBODY = new AccountId("nobody");
  private static final RowKey.OfAccount KEY = new RowKey.OfAccount(ID);

  private final String keyspace = TestKeyspace.create();
  private CqlSession session;
  private LedgerStore store;
  private Checkpoint checkpoint;

  @BeforeEach
  void write() {
    session = TestCassandra.shared().newSession();
    store = new LedgerStore(session, keyspace);
    checkpoint = checkpoint();
    join(store.write(BOOK, checkpoint));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void what_was_written_is_read() {
    Optional<Account> account = Optional.of(checkpoint.accounts().get(0));
    assertThat(join(store.read(BOOK, KEY))).isEqualTo(new Row.OfAccount(KEY, account));
    assertThat(join(store.readAccounts(BOOK, List.of(ID, NOBODY))))
        .isEqualTo(Map.of(ID, account, NOBODY, Optional.empty()));
    assertThat(join(store.readMarker(BOOK))).isEqualTo(checkpoint.marker());
    assertThat(join(store.readMarker(BOOK + 1))).isEqualTo(Marker.START);
  }

  /** Its time, microseconds since 1970, is above every event's: no later state would replace it. */
  @Test
  void rows_that_were_written_by_hand_are_refused() {
    // Given the same states
    ByteBuffer account = state("account");
    ByteBuffer marker = state("marker");

    // When
    session.execute(
        "UPDATE " + keyspace + ".account SET state = ? WHERE book = 3 AND account = ?",
        account,
        ID.value());
    session.execute("UPDATE " + keyspace + ".marker SET state = ? WHERE book = 3", marker);

    // Then
    for (CompletionStage<?> read : List.of(store.read(BOOK, KEY), store.readMarker(BOOK))) {
      assertThatThrownBy(() -> join(read))
          .hasRootCauseInstanceOf(UnreadableBytesException.class)
          .hasMessageContaining("not written by the ledger");
    }
  }

  /** Of a book with one account. */
  private static Checkpoint checkpoint() {
    BookRules rules = new BookRules(16, 10, 100, 100, 100, Duration.ofMinutes(1));
    Book book = new Book(BOOK, rules, Marker.START);
    book.loaded(ID, Optional.empty());
    var open =
        new BookCommand.OpenAccount(
            ID, Asset.parse("EUR/2"), Limit.UNBOUNDED, Limit.UNBOUNDED, Map.of());
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    book.decide(open, Lookup.NONE, now).events().forEach(book::evolve);
    book.appended();
    return book.checkpoint();
  }

  private ByteBuffer state(String table) {
    return Optional.ofNullable(session.execute("SELECT state FROM " + keyspace + "." + table).one())
        .orElseThrow()
        .getByteBuffer("state");
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}

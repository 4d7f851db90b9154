package exchequer.ledger;

import static exchequer.ledger.TwoBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A book's memory is bounded in bytes, too: metadata makes accounts and transfers large. */
class BoundedMemoryTest {
  private static final int CAPACITY = 1_000;

  /** What the bounds of accounts and transfers come to, 1.5 KiB each. */
  private static final long MAX_BYTES = CAPACITY * 1_536L;

  private static final Map<String, String> LARGE = Map.of("note", "x".repeat(8_000));
  private static final int LARGE_BYTES = 16_000;

  private static BookRules rules(int capacity) {
    return new BookRules(2, 10, capacity, capacity, 100_000, TwoBooks.SKEW);
  }

  private final Book book = new Book(0, rules(CAPACITY), Marker.START);

  @Test
  void as_many_plain_accounts_and_transfers_are_kept_as_the_rules_say() {
    for (int i = 0; i < 2 * CAPACITY; i++) {
      open(book, i, Map.of());
    }
    for (int i = 0; i < 2 * CAPACITY; i++) {
      transfer(book, Map.of());
    }
    book.written(book.checkpoint());
    assertThat(book.cachedAccounts()).isEqualTo(CAPACITY);
    assertThat(book.rememberedTransfers()).isEqualTo(CAPACITY);
  }

  @Test
  void of_large_accounts_fewer_are_kept() {
    for (int i = 0; i < CAPACITY; i++) {
      open(book, i, LARGE);
    }
    book.written(book.checkpoint());
    assertThat(book.cachedAccounts())
        .isBetween((int) (MAX_BYTES / LARGE_BYTES * 8 / 10), (int) (MAX_BYTES / LARGE_BYTES));
  }

  @Test
  void of_large_transfers_fewer_are_kept() {
    open(book, 0, Map.of());
    for (int i = 0; i < CAPACITY; i++) {
      transfer(book, LARGE);
    }
    book.written(book.checkpoint());
    assertThat(book.rememberedTransfers())
        .isBetween((int) (MAX_BYTES / LARGE_BYTES * 8 / 10), (int) (MAX_BYTES / LARGE_BYTES));
  }

  @Test
  void the_two_accounts_of_a_transfer_are_kept_however_large_they_are() {
    Book small = new Book(0, rules(2), Marker.START);
    for (int i = 0; i < 10; i++) {
      open(small, i, LARGE);
    }
    small.written(small.checkpoint());
    assertThat(small.cachedAccounts()).isEqualTo(2);
  }

  @Test
  void what_is_not_written_yet_is_weighed() {
    // Given
    for (int i = 0; i < 10; i++) {
      open(book, i, LARGE);
    }
    long accounts = book.unwrittenBytes();
    assertThat(accounts).isBetween(10L * LARGE_BYTES, 11L * LARGE_BYTES);

    // When an account changes once more, and while a checkpoint is being written
    update(book, 0, Map.of());
    assertThat(book.unwrittenBytes())
        .isBetween(accounts - LARGE_BYTES - 500, accounts - LARGE_BYTES);
    Checkpoint first = book.checkpoint();
    update(book, 0, LARGE);
    transfer(book, LARGE);
    assertThat(book.unwrittenBytes())
        .isBetween(accounts + LARGE_BYTES, accounts + 2L * LARGE_BYTES);

    // Then
    book.written(first);
    assertThat(book.unwrittenBytes()).isBetween(2L * LARGE_BYTES, 3L * LARGE_BYTES);
    book.written(book.checkpoint());
    assertThat(book.unwrittenBytes()).isZero();
  }

  private static AccountId id(int i) {
    return i == 0 ? TwoBooks.SOURCE : new AccountId("account" + i);
  }

  private static void open(Book book, int i, Map<String, String> metadata) {
    book.loaded(id(i), Optional.empty());
    tell(
        book,
        new BookCommand.OpenAccount(
            id(i), TwoBooks.EUR, Limit.UNBOUNDED, Limit.UNBOUNDED, metadata));
  }

  private static void update(Book book, int i, Map<String, String> metadata) {
    tell(
        book,
        new BookCommand.UpdateAccount(
            id(i),
            Optional.empty(),
            Optional.empty(),
            Optional.of(metadata),
            OptionalLong.empty()));
  }

  /** To an account in another asset, so that it is refused and with that decided. */
  private static void transfer(Book book, Map<String, String> metadata) {
    TransferKey key = new TransferKey(TwoBooks.SOURCE, UUID.randomUUID());
    var order = new TransferOrder(key, TwoBooks.FAR, TwoBooks.USD, Amount.of(1), metadata);
    book.loaded(TwoBooks.SOURCE, Optional.empty());
    tell(book, new BookCommand.MakeTransfer(order));
  }

  private static void tell(Book book, BookCommand command) {
    Lookup absent = new Lookup(book.sequenceNr(), Optional.empty());
    TwoBooks.append(book, book.decide(command, absent, NOW));
  }
}

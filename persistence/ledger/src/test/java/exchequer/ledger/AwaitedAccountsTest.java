package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A book with room for two accounts, and commands that wait for more. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwaitedAccountsTest {
  private static final int CAPACITY = 2;

  private final Book book =
      new Book(0, new BookRules(1, 100, 100, CAPACITY, 100, Duration.ZERO), Marker.START);
  private final List<AccountId> ids =
      IntStream.range(0, 6).mapToObj(n -> new AccountId("a" + n)).toList();

  @Test
  void what_a_command_waits_for_is_not_displaced_by_what_others_read() {
    // Given
    ids.subList(0, 4).forEach(id -> book.awaited(new RowKey.OfAccount(id)));

    // When
    ids.forEach(this::load);

    // Then
    assertThat(ids.subList(0, 4)).allMatch(this::isInMemory);
  }

  @Test
  void it_leaves_when_nobody_waits_any_more() {
    // Given two commands that wait for the first account
    AccountId first = ids.get(0);
    book.awaited(new RowKey.OfAccount(first));
    book.awaited(new RowKey.OfAccount(first));
    load(first);

    // When one of them is decided
    book.released(new RowKey.OfAccount(first));
    ids.forEach(this::load);

    // Then
    assertThat(isInMemory(first)).isTrue();

    // And when both are
    book.released(new RowKey.OfAccount(first));
    load(new AccountId("another"));
    assertThat(isInMemory(first)).isFalse();
    assertThat(book.cachedAccounts()).isEqualTo(CAPACITY);
  }

  private void load(AccountId id) {
    book.loaded(id, Optional.of(TwoBooks.account(id)));
  }

  private boolean isInMemory(AccountId id) {
    return book.missing(new BookCommand.ReadAccount(id), Lookup.NONE).isEmpty();
  }
}

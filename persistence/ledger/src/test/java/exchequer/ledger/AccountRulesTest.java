package exchequer.ledger;

import static exchequer.ledger.TwoBooks.SOURCE;
import static exchequer.ledger.TwoBooks.rejected;
import static exchequer.ledger.TwoBooks.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountRulesTest {
  private final Book book = new TwoBooks().near;

  @Test
  void opening_again_as_before_changes_nothing_and_otherwise_is_rejected() {
    Account opened = state(open(Limit.ZERO, Limit.UNBOUNDED));
    assertThat(opened.terms().version()).isEqualTo(1);
    assertThat(opened.sequenceNr()).isEqualTo(1);
    assertThat(state(open(Limit.ZERO, Limit.UNBOUNDED))).isEqualTo(opened);
    assertThat(open(Limit.UNBOUNDED, Limit.UNBOUNDED)).isEqualTo(rejected(Refusal.ACCOUNT_EXISTS));
    assertThat(open(at(1), Limit.UNBOUNDED)).isEqualTo(rejected(Refusal.ACCOUNT_EXISTS));
    assertThat(book.sequenceNr()).isEqualTo(1);
  }

  /** An answer was lost, and meanwhile somebody else changed the account. */
  @Test
  void a_creation_sent_again_gives_the_account_as_it_now_is() {
    // Given
    open(Limit.ZERO, Limit.UNBOUNDED);
    limit(at(-5), at(10));
    Account changed = state(change(Account.Status.FROZEN));

    // Then
    assertThat(state(open(Limit.ZERO, Limit.UNBOUNDED))).isEqualTo(changed);
    assertThat(open(at(-5), at(10))).isEqualTo(rejected(Refusal.ACCOUNT_EXISTS));
    limit(at(-7), at(10));
    Account changedTwice = state(change(Account.Status.CLOSED));
    assertThat(state(open(Limit.ZERO, Limit.UNBOUNDED))).isEqualTo(changedTwice);
    assertThat(open(at(-7), at(10))).isEqualTo(rejected(Refusal.ACCOUNT_EXISTS));
    assertThat(book.sequenceNr()).isEqualTo(5);
  }

  @Test
  void an_update_that_changes_nothing_makes_no_version_and_no_event() {
    // Given
    open(Limit.ZERO, at(5));
    Account before = state(limit(at(-1), at(5)));

    // Then
    assertThat(state(limit(at(-1), at(5)))).isEqualTo(before);
    var nothing = Optional.<Limit>empty();
    for (OptionalLong version : List.of(OptionalLong.empty(), OptionalLong.of(2))) {
      var none = new BookCommand.UpdateAccount(SOURCE, nothing, nothing, Optional.empty(), version);
      assertThat(state(tell(book, none))).isEqualTo(before);
    }
    assertThat(book.sequenceNr()).isEqualTo(2);
    change(Account.Status.CLOSED);
    assertThat(limit(at(-1), at(5))).isEqualTo(rejected(Refusal.ACCOUNT_CLOSED));
  }

  /** An answer was lost: the version is the next, and all is as it was asked. */
  @Test
  void a_change_with_an_etag_that_was_done_may_be_sent_again() {
    // Given
    open(Limit.ZERO, Limit.UNBOUNDED);
    Account frozen = state(change(Account.Status.FROZEN, OptionalLong.of(1)));
    assertThat(state(change(Account.Status.FROZEN, OptionalLong.of(1)))).isEqualTo(frozen);
    Account updated = state(floor(at(-3), 2));
    assertThat(state(floor(at(-3), 2))).isEqualTo(updated);
    assertThat(updated.terms().version()).isEqualTo(3);

    // Then not when it is asked for something else, or of a version further back
    assertThat(floor(at(-4), 2)).isEqualTo(rejected(Refusal.STALE_ETAG));
    assertThat(floor(at(-3), 1)).isEqualTo(rejected(Refusal.STALE_ETAG));
    assertThat(floor(at(-3), 4)).isEqualTo(rejected(Refusal.STALE_ETAG));
    assertThat(change(Account.Status.FROZEN, OptionalLong.of(1)))
        .isEqualTo(rejected(Refusal.STALE_ETAG));
    assertThat(change(Account.Status.OPEN, OptionalLong.of(2)))
        .isEqualTo(rejected(Refusal.STALE_ETAG));

    // And closing is the last change there is
    Account closed = state(change(Account.Status.CLOSED, OptionalLong.of(3)));
    assertThat(state(change(Account.Status.CLOSED, OptionalLong.of(3)))).isEqualTo(closed);
    assertThat(floor(at(-3), 3)).isEqualTo(rejected(Refusal.STALE_ETAG));
    assertThat(book.sequenceNr()).isEqualTo(4);
  }

  private Answer floor(Limit floor, long version) {
    return tell(
        book,
        new BookCommand.UpdateAccount(
            SOURCE,
            Optional.of(floor),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(version)));
  }

  @Test
  void a_new_account_may_hold_its_zero() {
    assertThat(open(at(1), at(-1))).isEqualTo(rejected(Refusal.FLOOR_ABOVE_AVAILABLE));
    assertThat(open(at(1), at(1))).isEqualTo(rejected(Refusal.FLOOR_ABOVE_AVAILABLE));
    assertThat(open(at(-1), at(-1))).isEqualTo(rejected(Refusal.CEILING_BELOW_POSTED));
    assertThat(state(open(Limit.ZERO, Limit.ZERO)).balance().posted()).isEqualTo(Amount.ZERO);
  }

  @Test
  void limits_fit_the_balance_the_floor_first() {
    // Given 100, of which 30 are in flight
    given(TwoBooks.withInFlight(TwoBooks.account(SOURCE), 30));

    // Then
    assertThat(limit(at(71), at(99))).isEqualTo(rejected(Refusal.FLOOR_ABOVE_AVAILABLE));
    assertThat(limit(at(70), at(99))).isEqualTo(rejected(Refusal.CEILING_BELOW_POSTED));
    Account limited = state(limit(at(70), at(100)));
    assertThat(limited.terms().floor()).isEqualTo(at(70));
    assertThat(limited.terms().ceiling()).isEqualTo(at(100));
    assertThat(limited.terms().version()).isEqualTo(2);
  }

  @Test
  void an_update_changes_only_what_is_given() {
    // Given
    given(TwoBooks.with(TwoBooks.account(SOURCE), at(1), at(200), Map.of("a", "b")));

    // When
    var command =
        new BookCommand.UpdateAccount(
            SOURCE, Optional.of(at(2)), Optional.empty(), Optional.empty(), OptionalLong.of(2));

    // Then
    Account updated = state(tell(book, command));
    assertThat(updated.terms().floor()).isEqualTo(at(2));
    assertThat(updated.terms().ceiling()).isEqualTo(at(200));
    assertThat(updated.terms().metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(updated.terms().version()).isEqualTo(3);
  }

  @Test
  void a_stale_etag_comes_before_everything_but_a_missing_account() {
    assertThat(change(Account.Status.FROZEN, OptionalLong.of(7)))
        .isEqualTo(rejected(Refusal.ACCOUNT_NOT_FOUND));
    given(TwoBooks.with(TwoBooks.account(TwoBooks.NEIGHBOUR), Account.Status.CLOSED));
    var command =
        new BookCommand.ChangeStatus(TwoBooks.NEIGHBOUR, Account.Status.OPEN, OptionalLong.of(7));
    assertThat(tell(book, command)).isEqualTo(rejected(Refusal.STALE_ETAG));
  }

  @Test
  void a_frozen_account_opens_again_and_takes_new_settings() {
    given(TwoBooks.account(SOURCE));
    assertThat(state(change(Account.Status.FROZEN)).terms().status())
        .isEqualTo(Account.Status.FROZEN);
    assertThat(state(limit(Limit.ZERO, Limit.UNBOUNDED)).terms().floor()).isEqualTo(Limit.ZERO);
    Account open = state(change(Account.Status.OPEN));
    assertThat(open.terms().status()).isEqualTo(Account.Status.OPEN);
    assertThat(state(change(Account.Status.OPEN))).as("asked twice").isEqualTo(open);
  }

  @Test
  void an_account_with_money_or_money_in_flight_is_not_closed() {
    given(TwoBooks.account(SOURCE));
    assertThat(change(Account.Status.CLOSED)).isEqualTo(rejected(Refusal.ACCOUNT_NOT_EMPTY));
    given(TwoBooks.account(TwoBooks.NEIGHBOUR).with(new Balance(Amount.ZERO, Amount.of(1)), 0));
    var close =
        new BookCommand.ChangeStatus(
            TwoBooks.NEIGHBOUR, Account.Status.CLOSED, OptionalLong.empty());
    assertThat(tell(book, close)).isEqualTo(rejected(Refusal.ACCOUNT_NOT_EMPTY));
  }

  @ParameterizedTest
  @EnumSource(
      value = Account.Status.class,
      names = {"OPEN", "FROZEN"})
  void closing_is_final(Account.Status other) {
    open(Limit.ZERO, Limit.UNBOUNDED);
    Account closed = state(change(Account.Status.CLOSED));
    assertThat(state(change(Account.Status.CLOSED))).as("asked twice").isEqualTo(closed);
    assertThat(change(other)).isEqualTo(rejected(Refusal.ACCOUNT_CLOSED));
    assertThat(limit(at(5), at(-5))).isEqualTo(rejected(Refusal.ACCOUNT_CLOSED));
  }

  @Test
  void money_in_flight_returns_to_and_leaves_a_frozen_account() {
    // Given
    given(TwoBooks.account(SOURCE));
    TransferOrder returned = TwoBooks.order(TwoBooks.FAR, 10);
    TransferOrder posted = TwoBooks.order(TwoBooks.FAR, 20);
    tell(book, new BookCommand.MakeTransfer(returned));
    tell(book, new BookCommand.MakeTransfer(posted));
    change(Account.Status.FROZEN);

    // When
    var no = Optional.of(Refusal.DESTINATION_FROZEN);
    tell(book, new BookCommand.SettleTransfer(returned.key(), no));
    tell(book, new BookCommand.SettleTransfer(posted.key(), Optional.empty()));

    // Then
    Account account = state(tell(book, new BookCommand.ReadAccount(SOURCE)));
    assertThat(account.balance().posted()).isEqualTo(Amount.of(80));
    assertThat(account.balance().inFlightOut()).isEqualTo(Amount.ZERO);
  }

  @Test
  void a_cache_too_small_for_one_transfer_is_refused() {
    assertThatThrownBy(() -> new BookRules(1, 1, 1, 1, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2, is 1");
  }

  /** Eight accounts wait to be written, the cache holds two: what is loaded next must stay. */
  @Test
  void a_book_full_of_unwritten_accounts_still_takes_in_the_two_of_a_transfer() {
    // Given
    var rules = new BookRules(1, 10, 10, 2, 2, TwoBooks.SKEW);
    Book full = new Book(0, rules, Marker.START);
    for (int i = 0; i < 8; i++) {
      AccountId id = new AccountId("a" + i);
      tell(full, new BookCommand.OpenAccount(id, TwoBooks.EUR, at(0), at(0), Map.of()));
    }

    // When
    full.loaded(SOURCE, Optional.of(TwoBooks.account(SOURCE)));
    full.loaded(TwoBooks.NEIGHBOUR, Optional.of(TwoBooks.account(TwoBooks.NEIGHBOUR)));

    // Then
    var transfer = new BookCommand.MakeTransfer(TwoBooks.order(TwoBooks.NEIGHBOUR, 1));
    assertThat(full.missing(transfer, Lookup.NONE).isEmpty()).isTrue();
  }

  private void given(Account account) {
    book.loaded(account.id(), Optional.of(account));
  }

  private Answer open(Limit floor, Limit ceiling) {
    return tell(
        book, new BookCommand.OpenAccount(SOURCE, TwoBooks.EUR, floor, ceiling, Map.of("k", "v")));
  }

  private Answer limit(Limit floor, Limit ceiling) {
    return tell(
        book,
        new BookCommand.UpdateAccount(
            SOURCE,
            Optional.of(floor),
            Optional.of(ceiling),
            Optional.empty(),
            OptionalLong.empty()));
  }

  private Answer change(Account.Status status) {
    return change(status, OptionalLong.empty());
  }

  private Answer change(Account.Status status, OptionalLong version) {
    return tell(book, new BookCommand.ChangeStatus(SOURCE, status, version));
  }

  private static Account state(Answer reply) {
    return ((Reply.AccountState) reply).account();
  }

  private static Limit at(long units) {
    return Limit.at(Amount.of(units));
  }
}

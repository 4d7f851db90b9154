package exchequer.ledger;

import static exchequer.ledger.TwoBooks.NOW;
import static exchequer.ledger.TwoBooks.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One decision on a node whose clock was a day ahead, and then all clocks are right. */
class WrongClockTest {
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
  private static final Lookup ABSENT = new Lookup(Long.MAX_VALUE, Optional.empty());

  private final Book near = new TwoBooks().near;
  private final Book far = new TwoBooks().far;

  WrongClockTest() {
    near.loaded(SOURCE, Optional.of(TwoBooks.account(SOURCE)));
    far.loaded(TwoBooks.FAR, Optional.of(TwoBooks.account(TwoBooks.FAR)));
  }

  @Test
  void transfers_to_other_books_go_on() {
    // Given
    BookCommand.AcceptCredit credit = begin(TOMORROW);

    // When
    Decision decision = decide(far, credit, NOW);

    // Then it is accepted, and only the event before it speaks of tomorrow
    assertThat(decision.next())
        .contains(new BookCommand.SettleTransfer(credit.credit().key(), Optional.empty()));
    assertThat(decision.events())
        .containsExactly(
            new BookEvent.CreditFromFutureMet(TOMORROW, NOW),
            new BookEvent.CreditAccepted(credit.credit(), Amount.of(101), NOW));
    assertThat(far.aheadOf(NOW)).isEqualTo(Duration.ZERO);
    assertThat(near.aheadOf(NOW)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void what_is_begun_after_it_goes_on_without_another_word() {
    // Given
    decide(far, begin(TOMORROW), NOW);

    // When the source's clock is right again, and its book's time is not
    BookCommand.AcceptCredit next = begin(NOW.plusSeconds(1));
    assertThat(next.credit().begunAt()).isEqualTo(TOMORROW);

    // Then
    assertThat(decide(far, next, NOW.plusSeconds(1)).events())
        .hasExactlyElementsOfTypes(BookEvent.CreditAccepted.class);
  }

  /** Its beginning still seems to be after all that the book has decided. */
  @Test
  void a_credit_from_the_future_is_known_when_it_comes_again_whenever_that_is() {
    // Given
    BookCommand.AcceptCredit credit = begin(TOMORROW);
    decide(far, credit, NOW);

    // When the book has forgotten it
    Book later = new Book(1, TwoBooks.rules(2), far.checkpoint().marker());
    later.loaded(TwoBooks.FAR, Optional.of(TwoBooks.account(TwoBooks.FAR)));

    // Then it is looked up, and what is begun later is not
    assertThat(later.missing(credit, Lookup.NONE))
        .contains(new RowKey.OfTransfer(credit.credit().key()));
    BookCommand.AcceptCredit after = begin(TOMORROW.plusSeconds(1));
    assertThat(later.missing(after, Lookup.NONE).isEmpty()).isTrue();
  }

  @Test
  void a_refused_credit_from_the_future_is_known_as_well() {
    // Given
    far.loaded(TwoBooks.FAR, Optional.of(TwoBooks.account(TwoBooks.FAR)));
    decide(far, new BookCommand.ChangeStatus(TwoBooks.FAR, Account.Status.FROZEN, none()), NOW);
    BookCommand.AcceptCredit credit = begin(TOMORROW);
    assertThat(decide(far, credit, NOW).events())
        .hasExactlyElementsOfTypes(
            BookEvent.CreditFromFutureMet.class, BookEvent.CreditRefused.class);

    // When
    Book later = new Book(1, TwoBooks.rules(2), far.checkpoint().marker());

    // Then
    assertThat(later.missing(credit, Lookup.NONE))
        .contains(new RowKey.OfTransfer(credit.credit().key()));
  }

  /** Else clients of that day would make the book look up all other ids until it is over. */
  @Test
  void ids_are_held_against_the_wall_clock_and_not_against_the_book_s_time() {
    begin(TOMORROW);
    for (Duration ahead : List.of(TwoBooks.SKEW.plusMillis(1), Duration.ofHours(23))) {
      assertThat(decide(near, transfer(NOW.plus(ahead)), NOW).answer())
          .isEqualTo(TwoBooks.rejected(Refusal.TRANSFER_ID_FROM_FUTURE));
    }
    assertThat(decide(near, transfer(NOW.plus(TwoBooks.SKEW)), NOW).events()).hasSize(1);
  }

  private BookCommand.AcceptCredit begin(Instant wallClock) {
    Decision decision = decide(near, transfer(NOW), wallClock);
    return (BookCommand.AcceptCredit) decision.next().orElseThrow();
  }

  private static BookCommand.MakeTransfer transfer(Instant made) {
    UUID random = UUID.randomUUID();
    UUID id = new UUID(made.toEpochMilli() << 16 | 0x7000, random.getLeastSignificantBits());
    return new BookCommand.MakeTransfer(TwoBooks.order(id, TwoBooks.FAR, 1));
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private static Decision decide(Book book, BookCommand command, Instant wallClock) {
    Decision decision = book.decide(command, ABSENT, wallClock);
    TwoBooks.append(book, decision);
    return decision;
  }
}

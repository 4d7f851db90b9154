package exchequer.ledger;

import static exchequer.ledger.TwoBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferMemoryTest {
  private static final BookRules RULES = new BookRules(2, 10, 1, 100, 10, TwoBooks.SKEW);

  private final Book book = new Book(0, RULES, Marker.START);

  /** "Absent" was true when the table was asked; since then the id was decided, and forgotten. */
  @Test
  void what_the_table_said_before_an_id_was_decided_and_forgotten_is_not_trusted() {
    // Given a book that has forgotten something, so that it must ask
    book.loaded(TwoBooks.SOURCE, Optional.empty());
    decide(transfer());
    decide(transfer());
    writeBehind();
    BookCommand sentTwice = transfer();
    assertThat(book.missing(sentTwice, Lookup.NONE))
        .hasAtLeastOneElementOfType(RowKey.OfTransfer.class);
    Lookup absent = new Lookup(book.sequenceNr(), Optional.empty());
    assertThat(book.missing(sentTwice, absent).isEmpty()).isTrue();

    // When the other send is decided and forgotten before the answer is used
    decide(sentTwice);
    assertThat(book.missing(sentTwice, absent).isEmpty()).as("remembered").isTrue();
    decide(transfer());
    assertThat(book.missing(sentTwice, absent).isEmpty()).as("not yet written").isTrue();
    writeBehind();

    // Then
    assertThat(book.missing(sentTwice, absent)).hasAtLeastOneElementOfType(RowKey.OfTransfer.class);
  }

  @Test
  void what_is_not_written_is_never_forgotten() {
    book.loaded(TwoBooks.SOURCE, Optional.empty());
    for (int i = 0; i < 50; i++) {
      decide(transfer());
    }
    assertThat(book.rememberedTransfers()).isEqualTo(50);
    writeBehind();
    assertThat(book.rememberedTransfers()).isEqualTo(1);
  }

  /** Else a book with more transfers in a minute than it remembers would ask for each of them. */
  @Test
  void an_id_newer_than_every_forgotten_one_is_new_whatever_the_clocks_may_differ() {
    // Given
    book.loaded(TwoBooks.SOURCE, Optional.empty());
    decide(transferMadeAt(0));
    decide(transferMadeAt(5));
    decide(transferMadeAt(6));
    writeBehind();
    assertThat(book.rememberedTransfers()).isEqualTo(1);

    // When / Then
    assertThat(book.missing(transferMadeAt(6), Lookup.NONE).isEmpty()).isTrue();
    assertThat(book.missing(transferMadeAt(5), Lookup.NONE))
        .hasAtLeastOneElementOfType(RowKey.OfTransfer.class);
    assertThat(book.missing(transferMadeAt(1), Lookup.NONE))
        .hasAtLeastOneElementOfType(RowKey.OfTransfer.class);
  }

  /** A restarted book knows none of the ids that it decided before, but how new they were. */
  @Test
  void after_a_restart_an_id_is_asked_for_unless_it_is_newer_than_every_decided_one() {
    // Given
    book.loaded(TwoBooks.SOURCE, Optional.empty());
    decide(transferMadeAt(7));
    decide(transferMadeAt(3));
    Marker marker = book.checkpoint().marker();

    // When
    Book restarted = new Book(0, RULES, marker);
    restarted.loaded(TwoBooks.SOURCE, Optional.empty());

    // Then
    assertThat(restarted.missing(transferMadeAt(7), Lookup.NONE))
        .hasAtLeastOneElementOfType(RowKey.OfTransfer.class);
    assertThat(restarted.missing(transferMadeAt(8), Lookup.NONE).isEmpty()).isTrue();
    assertThat(restarted.checkpoint().marker().newestIdTime()).isEqualTo(marker.newestIdTime());
  }

  /** Else the transfer would be made again: the smaller skew says nothing of what was decided. */
  @Test
  void an_id_decided_under_a_larger_skew_is_recognised_under_a_smaller_one() {
    // Given an id from 50 minutes ahead, which a skew of an hour allows, and then is forgotten
    Book before = new Book(0, rules(Duration.ofHours(1)), Marker.START);
    before.loaded(TwoBooks.SOURCE, Optional.empty());
    BookCommand early = transferMadeAt(Duration.ofMinutes(50).toMillis());
    Reply.TransferOutcome first = (Reply.TransferOutcome) TwoBooks.tell(before, early);
    Marker marker = before.checkpoint().marker();
    Lookup recorded = new Lookup(1, Optional.of(first.transfer()));

    for (Duration skew : List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(59))) {
      // When the book starts again with a smaller skew
      Book after = new Book(0, rules(skew), marker);
      after.loaded(TwoBooks.SOURCE, Optional.empty());

      // Then the id is looked up, and its record comes before its time
      assertThat(after.missing(early, Lookup.NONE))
          .as("%s", skew)
          .hasAtLeastOneElementOfType(RowKey.OfTransfer.class);
      for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(51), Duration.ofDays(1))) {
        assertThat(after.decide(early, recorded, NOW.plus(later)))
            .isEqualTo(Decision.answer(new Reply.TransferOutcome(first.transfer(), true)));
      }
    }
  }

  private static BookRules rules(Duration skew) {
    return new BookRules(2, 10, 1, 100, 10, skew);
  }

  /** With an id of version 7, its time counted from {@link TwoBooks#NOW}. */
  private static BookCommand transferMadeAt(long millis) {
    long time = NOW.toEpochMilli() + millis;
    UUID id = new UUID(time << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    return new BookCommand.MakeTransfer(TwoBooks.order(id, TwoBooks.FAR, 1));
  }

  private static BookCommand transfer() {
    return new BookCommand.MakeTransfer(TwoBooks.order(UUID.randomUUID(), TwoBooks.FAR, 1));
  }

  private void decide(BookCommand command) {
    Lookup absent = new Lookup(book.sequenceNr(), Optional.empty());
    assertThat(book.missing(command, absent).isEmpty()).isTrue();
    TwoBooks.append(book, book.decide(command, absent, NOW));
  }

  private void writeBehind() {
    book.written(book.checkpoint());
  }
}

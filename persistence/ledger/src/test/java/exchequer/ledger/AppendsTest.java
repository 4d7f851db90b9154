package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A book counts its events and its appends, live and in recovery. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AppendsTest {
  private final Book book = new Book(0, TwoBooks.rules(10), Marker.START);

  @Test
  void a_marker_has_the_number_of_events_and_of_appends() {
    append(opened("a"), opened("b"));
    append(opened("c"));

    Marker marker = book.checkpoint().marker();

    assertThat(marker.sequenceNr()).isEqualTo(3);
    assertThat(marker.appendNr()).isEqualTo(2);
  }

  @Test
  void recovery_counts_on_from_the_marker() {
    append(opened("a"), opened("b"));
    Marker marker = book.checkpoint().marker();

    Book recovered =
        Book.recover(
            0,
            TwoBooks.rules(10),
            marker,
            Map.of(id("c"), Optional.empty(), id("d"), Optional.empty()),
            List.of(List.of(opened("c")), List.of(opened("d"))));

    assertThat(recovered.sequenceNr()).isEqualTo(4);
    assertThat(recovered.appendNr()).isEqualTo(3);
    assertThat(recovered.checkpoint().marker().appendNr()).isEqualTo(3);
  }

  @Test
  void there_is_no_checkpoint_within_an_append() {
    append(opened("a"));
    evolve(opened("b"));

    assertThatThrownBy(book::checkpoint)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event 2, the log ends at 1");
  }

  private void append(BookEvent... events) {
    evolve(events);
    book.appended();
  }

  private void evolve(BookEvent... events) {
    List<BookEvent> all = List.of(events);
    Book.touchedBy(List.of(all)).forEach(id -> book.loaded(id, Optional.empty()));
    all.forEach(book::evolve);
  }

  private static BookEvent opened(String account) {
    return new BookEvent.AccountOpened(
        id(account), TwoBooks.EUR, Limit.ZERO, Limit.UNBOUNDED, Map.of(), TwoBooks.NOW);
  }

  private static AccountId id(String account) {
    return new AccountId(account);
  }
}

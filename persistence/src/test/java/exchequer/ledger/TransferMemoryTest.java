package exchequer.ledger;

import static exchequer.ledger.Books.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferMemoryTest {
  private static final BookRules RULES = new BookRules(2, 10, 1, 100, 10, Books.SKEW);

  private final Book book = new Book(0, RULES, Marker.START);

  /** "Absent" was true when the table was asked; since then the id was decided, and forgotten. */
  @Test
  void what_the_table_said_before_an_id_was_decided_and_forgotten_is_not_trusted() {
    // Given a book that has forgotten something, so that it must ask
    book.loaded(Books.SOURCE, Optional.empty());
    decide(transfer());
    decide(transfer());
    writeBehind();
    BookCommand sentTwice = transfer();
    assertThat(book.missing(sentTwice, Lookup.NONE).transfer()).isPresent();
    Lookup absent = new Lookup(book.sequenceNr(), Optional.empty());
    assertThat(book.missing(sentTwice, absent).isNothing()).isTrue();

    // When the other send is decided and forgotten before the answer is used
    decide(sentTwice);
    assertThat(book.missing(sentTwice, absent).isNothing()).as("remembered").isTrue();
    decide(transfer());
    assertThat(book.missing(sentTwice, absent).isNothing()).as("not yet written").isTrue();
    writeBehind();

    // Then
    assertThat(book.missing(sentTwice, absent).transfer()).isPresent();
  }

  @Test
  void what_is_not_written_is_never_forgotten() {
    book.loaded(Books.SOURCE, Optional.empty());
    for (int i = 0; i < 50; i++) {
      decide(transfer());
    }
    assertThat(book.rememberedTransfers()).isEqualTo(50);
    writeBehind();
    assertThat(book.rememberedTransfers()).isEqualTo(1);
  }

  private static BookCommand transfer() {
    return new BookCommand.MakeTransfer(Books.order(UUID.randomUUID(), Books.FAR, 1));
  }

  private void decide(BookCommand command) {
    Lookup absent = new Lookup(book.sequenceNr(), Optional.empty());
    assertThat(book.missing(command, absent).isNothing()).isTrue();
    book.decide(command, absent, NOW).events().forEach(book::evolve);
  }

  private void writeBehind() {
    book.written(book.checkpoint());
  }
}

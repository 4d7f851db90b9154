package exchequer.ledger;

import exchequer.micro.OneTransfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A book with many accounts in memory, used as a node uses it: what it decides is appended and, now
 * and then, written behind the log. Its clock runs with the transfers it is given ids for.
 */
final class BusyBook {
  private static final int ACCOUNTS = 1_000;
  private static final int CHECKPOINT_EVENTS = 5_000;
  private static final int TRANSFERS_PER_MILLI = 10;
  private static final BookRules RULES =
      new BookRules(2, 100_000, 10_000, 10_000, 10, TwoBooks.SKEW);

  /** As of the accounts. */
  private static final Marker BEFORE =
      new Marker(
          OneTransfer.SEQUENCE_NR,
          OneTransfer.SEQUENCE_NR,
          Instant.EPOCH,
          Instant.EPOCH,
          0,
          List.of());

  private final Book book;
  private final List<AccountId> accounts = new ArrayList<>();
  private long transfers;

  BusyBook(int number) {
    this.book = new Book(number, RULES, BEFORE);
    for (int i = 0; accounts.size() < ACCOUNTS; i++) {
      AccountId id = new AccountId("customer-" + (100_000 + i));
      if (id.book(RULES.books()) == number) {
        accounts.add(id);
        book.loaded(id, Optional.of(OneTransfer.account(id)));
      }
    }
  }

  /** A new one, from the next of this book's accounts to one of the other's. */
  BookCommand.MakeTransfer transferTo(BusyBook other) {
    transfers++;
    AccountId source = accounts.get((int) (transfers % ACCOUNTS));
    AccountId destination = other.accounts.get((int) ((transfers + 1) % ACCOUNTS));
    return new BookCommand.MakeTransfer(
        new TransferOrder(
            new TransferKey(source, new UUID(millis() << 16 | 7 << 12, Long.MIN_VALUE | transfers)),
            destination,
            OneTransfer.EUR,
            Amount.of(1_000 + transfers % 1_000),
            Map.of()));
  }

  Decision decide(BookCommand command) {
    if (!book.missing(command, Lookup.NONE).isEmpty()) {
      throw new IllegalStateException(command + " would read tables");
    }
    return book.decide(command, Lookup.NONE, Instant.ofEpochMilli(millis()));
  }

  /** Decides and appends. */
  Decision tell(BookCommand command) {
    Decision decision = decide(command);
    for (BookEvent event : decision.events()) {
      book.evolve(event);
    }
    book.appended();
    if (book.unwrittenEvents() >= CHECKPOINT_EVENTS) {
      book.written(book.checkpoint());
    }
    return decision;
  }

  private long millis() {
    return OneTransfer.AT.toEpochMilli() + transfers / TRANSFERS_PER_MILLI;
  }
}

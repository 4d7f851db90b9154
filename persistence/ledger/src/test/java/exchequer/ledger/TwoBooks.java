package exchequer.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Two books and accounts in each, for tests of single rules. */
final class TwoBooks {
  static final Asset EUR = Asset.parse("EUR/2");
  static final Asset USD = Asset.parse("USD/2");
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration SKEW = Duration.ofSeconds(60);
  static final Amount MOST = Amount.parse("9".repeat(38));

  /** In book 0 of 2. */
  static final AccountId SOURCE = inBook(0, "source");

  /** In book 0 of 2. */
  static final AccountId NEIGHBOUR = inBook(0, "neighbour");

  /** In book 1 of 2. */
  static final AccountId FAR = inBook(1, "far");

  /** In flight to one other book there may be two: then they have more room than they leave. */
  private static final BookRules RULES = rules(3);

  final Book near = new Book(0, RULES, Marker.START);
  final Book far = new Book(1, RULES, Marker.START);

  static BookRules rules(int maxInFlight) {
    return new BookRules(2, 10, 100, 100, maxInFlight, SKEW);
  }

  private static AccountId inBook(int book, String name) {
    return inBook(book, 2, name);
  }

  static AccountId inBook(int book, int books) {
    return inBook(book, books, "account");
  }

  private static AccountId inBook(int book, int books, String name) {
    for (int i = 0; ; i++) {
      AccountId id = new AccountId(name + i);
      if (id.book(books) == book) {
        return id;
      }
    }
  }

  /** An open account of euros with 100 and no limits, as it was before the log begins. */
  static Account account(AccountId id) {
    return account(id, 100);
  }

  static Account account(AccountId id, long posted) {
    return new Account(
        id,
        EUR,
        NOW,
        new Terms(
            Limit.UNBOUNDED,
            Limit.UNBOUNDED,
            Account.Status.OPEN,
            Map.of(),
            1,
            NOW,
            Optional.empty()),
        new Balance(Amount.of(posted), Amount.ZERO),
        new Entries(1, 0, 0),
        0);
  }

  static Account with(Account account, Limit floor, Limit ceiling, Map<String, String> metadata) {
    return account.with(account.terms().with(floor, ceiling, metadata, NOW), 0);
  }

  static Account with(Account account, Account.Status status) {
    return account.with(account.terms().with(status, NOW), 0);
  }

  static Account withInFlight(Account account, long amount) {
    return account.with(new Balance(account.balance().posted(), Amount.of(amount)), 0);
  }

  static TransferOrder order(AccountId destination, long amount) {
    return order(UUID.randomUUID(), destination, amount);
  }

  static TransferOrder order(UUID id, AccountId destination, long amount) {
    return new TransferOrder(
        new TransferKey(SOURCE, id), destination, EUR, Amount.of(amount), Map.of());
  }

  /** Decides a command, and applies its events; what is not loaded is not there. */
  static Decision decide(Book book, BookCommand command) {
    for (RowKey row : book.missing(command, Lookup.NONE)) {
      if (row instanceof RowKey.OfAccount account) {
        book.loaded(account.id(), Optional.empty());
      }
    }
    Decision decision = book.decide(command, Lookup.NONE, NOW);
    append(book, decision);
    return decision;
  }

  /** The same, and gives the answer. */
  static Answer tell(Book book, BookCommand command) {
    return decide(book, command).answer();
  }

  /** As an append of its own, if there is something to append. */
  static void append(Book book, Decision decision) {
    decision.events().forEach(book::evolve);
    if (!decision.events().isEmpty()) {
      book.appended();
    }
  }

  static Reply.Rejected rejected(Refusal refusal) {
    return new Reply.Rejected(refusal);
  }
}

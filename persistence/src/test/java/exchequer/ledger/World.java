package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Several books, a network between them that loses, delays, repeats and reorders, clients that send
 * again, and clocks that jump, each book's by itself. Every event and every reply is held against
 * {@link LedgerModel}.
 */
final class World {
  static final Duration SKEW = Duration.ofSeconds(60);

  final List<BookOnDisk> books = new ArrayList<>();
  final LedgerModel model = new LedgerModel();
  final BookRules rules;

  /** Credits and what became of them, on their way between books. */
  final List<BookCommand> messages = new ArrayList<>();

  final List<TransferOrder> sent = new ArrayList<>();
  private final Set<BookCommand> creditsEverSent = new LinkedHashSet<>();

  /** The true time. */
  Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  private boolean loseNextAppend;

  World(int bookCount, int rememberedTransfers, int cachedAccounts, int maxInFlight) {
    this.rules =
        new BookRules(bookCount, 3, rememberedTransfers, cachedAccounts, maxInFlight, SKEW);
    for (int number = 0; number < bookCount; number++) {
      books.add(new BookOnDisk(number, rules));
    }
  }

  BookOnDisk bookOf(AccountId account) {
    return books.get(account.book(rules.books()));
  }

  void jump(Duration by) {
    clock = clock.plus(by);
  }

  void loseNextAppend() {
    loseNextAppend = true;
  }

  void send(TransferOrder order, boolean wait) {
    sent.add(order);
    submit(new BookCommand.MakeTransfer(order), wait);
  }

  void redeliver(BookOnDisk book) {
    book.book
        .inFlight()
        .forEach(transfer -> messages.add(new BookCommand.AcceptCredit(transfer.credit())));
  }

  /** A command arrives at its book. */
  void submit(BookCommand command, boolean wait) {
    BookOnDisk book = bookOf(command.home());
    BookOnDisk.Waiting waiting = new BookOnDisk.Waiting(command);
    if (wait) {
      book.waiting.add(waiting);
    } else {
      apply(book, command, book.decide(waiting, clock));
    }
  }

  /** One more read of a waiting command arrives. */
  void step(BookOnDisk book, int which) {
    if (!book.waiting.isEmpty()) {
      BookOnDisk.Waiting waiting = book.waiting.get(which % book.waiting.size());
      book.step(waiting, clock)
          .ifPresent(
              decision -> {
                book.waiting.remove(waiting);
                apply(book, waiting.command, decision);
              });
    }
  }

  /** A book that starts again may do so with another setting. */
  void changeSkew(BookOnDisk book, Duration skew) {
    book.rules =
        new BookRules(
            rules.books(),
            rules.entriesPerBucket(),
            rules.rememberedTransfers(),
            rules.cachedAccounts(),
            rules.maxInFlight(),
            skew);
  }

  void crash(BookOnDisk book, boolean writesArrive) {
    Set<AccountId> accounts = accountsOf(book);
    book.endAppend();
    var before = book.state(accounts);
    book.crash(writesArrive);
    assertThat(book.state(accounts)).as("state after recovery").isEqualTo(before);
  }

  private Set<AccountId> accountsOf(BookOnDisk book) {
    Set<AccountId> accounts = new LinkedHashSet<>(model.sheets.keySet());
    accounts.removeIf(id -> bookOf(id) != book);
    return accounts;
  }

  private void apply(BookOnDisk book, BookCommand command, Decision decision) {
    if (loseNextAppend && !decision.events().isEmpty()) {
      loseNextAppend = false;
      book.crash(true);
      return;
    }
    checkAgainstRecord(command, decision);
    countAnswer(command, decision);
    for (BookEvent event : decision.events()) {
      Coverage.count(event.getClass().getSimpleName());
      event.match(model);
      book.append(event);
      model.check();
    }
    assertThat(book.book.inFlight()).hasSizeLessThanOrEqualTo(rules.maxInFlight());
    checkAnswer(command, decision.answer());
    decision.next().ifPresent(next -> send(command, next));
  }

  private void send(BookCommand command, BookCommand next) {
    messages.add(next);
    if (next instanceof BookCommand.AcceptCredit) {
      creditsEverSent.add(next);
    } else {
      TransferKey key = ((BookCommand.AcceptCredit) command).credit().key();
      assertThat(next).isEqualTo(new BookCommand.SettleTransfer(key, model.credits.get(key)));
    }
  }

  private void countAnswer(BookCommand command, Decision decision) {
    boolean decided = !decision.events().isEmpty();
    if (decision.answer() instanceof Reply.TransferOutcome outcome) {
      outcome.transfer().refusal().ifPresent(refusal -> Coverage.count("" + refusal));
      Coverage.countIf(outcome.replayed(), "replayed outcome");
    } else if (decision.answer() instanceof Answer.Outcome outcome) {
      outcome.transfer().refusal().ifPresent(refusal -> Coverage.count("" + refusal));
    } else if (decision.answer() instanceof Reply.Rejected rejected) {
      Coverage.count("" + rejected.refusal());
    } else if (decision.answer() instanceof Answer.Nobody) {
      Coverage.countIf(
          !decided && command instanceof BookCommand.AcceptCredit, "credit decided before");
      Coverage.countIf(command instanceof BookCommand.SettleTransfer, "answer came twice");
    }
  }

  /** What is on record is answered from it; what is not never is. */
  private void checkAgainstRecord(BookCommand command, Decision decision) {
    if (command instanceof BookCommand.AcceptCredit accept) {
      if (model.credits.containsKey(accept.credit().key())) {
        assertThat(decision.events()).as("a credit decided again").isEmpty();
      }
    } else if (command instanceof BookCommand.MakeTransfer make) {
      TransferKey key = make.order().key();
      TransferOrder first = model.recorded.get(key);
      Answer reply = decision.answer();
      if (first == null) {
        assertThat(reply).isNotEqualTo(new Reply.Rejected(Refusal.TRANSFER_ID_REUSED));
      } else if (!first.equals(make.order())) {
        assertThat(reply).isEqualTo(new Reply.Rejected(Refusal.TRANSFER_ID_REUSED));
        assertThat(decision.events()).isEmpty();
      } else {
        assertThat(decision.events()).as("a transfer sent again").isEmpty();
        assertThat(reply).isInstanceOfAny(Reply.TransferOutcome.class, Answer.AtOutcome.class);
      }
      if (reply instanceof Reply.TransferOutcome outcome) {
        assertThat(outcome.replayed()).isEqualTo(first != null);
      } else if (reply instanceof Answer.AtOutcome outcome) {
        assertThat(outcome.replayed()).isEqualTo(first != null);
      }
    }
  }

  private void checkAnswer(BookCommand command, Answer reply) {
    if (reply instanceof Reply.TransferOutcome outcome) {
      checkOutcome(outcome.transfer());
    } else if (reply instanceof Answer.Outcome outcome) {
      checkOutcome(outcome.transfer());
    } else if (reply instanceof Reply.TransferInFlight inFlight) {
      checkInFlight(inFlight.transfer());
    } else if (reply instanceof Answer.AtOutcome outcome) {
      checkInFlight(outcome.transfer());
    } else if (reply instanceof Reply.AccountState state) {
      checkAccount(state.account());
      if (command instanceof BookCommand.OpenAccount) {
        assertThat(command).isEqualTo(model.sheets.get(state.account().id()).creation);
      }
    } else if (reply instanceof Reply.Rejected rejected) {
      checkRejection(command, rejected.refusal());
    }
  }

  private void checkOutcome(Remembered.Decided transfer) {
    assertThat(transfer.order()).isEqualTo(model.recorded.get(transfer.key()));
    assertThat(transfer.refusal()).isEqualTo(model.outcomes.get(transfer.key()));
  }

  private void checkInFlight(InFlight transfer) {
    assertThat(model.inFlight.get(transfer.order().key())).isEqualTo(transfer.credit());
  }

  private void checkRejection(BookCommand command, Refusal refusal) {
    if (refusal == Refusal.TRANSFER_NOT_FOUND) {
      assertThat(model.recorded).doesNotContainKey(((BookCommand.ReadTransfer) command).key());
    } else if (refusal == Refusal.TRANSFER_ID_FROM_FUTURE) {
      TransferKey key = ((BookCommand.MakeTransfer) command).order().key();
      BookOnDisk book = bookOf(key.source());
      assertThat(key.idTime().orElseThrow())
          .isAfter(book.wallClock(clock).plus(book.rules.clockSkew()));
    } else if (refusal == Refusal.ACCOUNT_EXISTS) {
      AccountId id = ((BookCommand.OpenAccount) command).account();
      assertThat(command).isNotEqualTo(model.sheets.get(id).creation);
    } else if (refusal == Refusal.BOOK_BUSY) {
      var make = (BookCommand.MakeTransfer) command;
      var inFlight = bookOf(make.order().key().source()).book.inFlight();
      AccountId destination = make.order().destination();
      assertThat(inFlight)
          .filteredOn(transfer -> bookOf(transfer.order().destination()) == bookOf(destination))
          .as("as many as there is room left")
          .hasSizeGreaterThanOrEqualTo(rules.maxInFlight() - inFlight.size());
    }
  }

  void checkAccount(Account account) {
    LedgerModel.Sheet sheet = model.sheets.get(account.id());
    assertThat(account.posted().units()).isEqualTo(sheet.posted);
    assertThat(account.inFlightOut().units()).isEqualTo(sheet.inFlightOut);
    assertThat(account.floor()).isEqualTo(sheet.floor);
    assertThat(account.ceiling()).isEqualTo(sheet.ceiling);
    assertThat(account.status()).isEqualTo(sheet.status);
    assertThat(account.metadata()).isEqualTo(sheet.metadata);
    assertThat(account.version()).isEqualTo(sheet.version);
    assertThat(account.entryCount()).isEqualTo(sheet.entryCount);
  }

  /** Nothing is lost any more: all comes to rest, however wrong the clocks are. */
  void settle() {
    loseNextAppend = false;
    for (BookOnDisk book : books) {
      while (!book.waiting.isEmpty()) {
        BookOnDisk.Waiting waiting = book.waiting.remove(0);
        apply(book, waiting.command, book.decide(waiting, clock));
      }
    }
    books.forEach(this::redeliver);
    while (!messages.isEmpty()) {
      submit(messages.remove(0), false);
    }
    assertThat(model.inFlight).as("in flight at rest").isEmpty();
    for (BookOnDisk book : books) {
      assertThat(book.book.inFlight()).as("in flight at rest").isEmpty();
      book.write(Integer.MAX_VALUE);
      book.checkpoint(new Random(0));
      book.write(Integer.MAX_VALUE);
      assertThat(book.book.rememberedTransfers()).isLessThanOrEqualTo(rules.rememberedTransfers());
      assertThat(book.book.cachedAccounts()).isLessThanOrEqualTo(rules.cachedAccounts());
    }
  }

  /** At rest: everything ever sent, sent again, changes nothing. */
  void sendAllAgain() {
    List<TransferOrder> all = List.copyOf(sent);
    all.stream()
        .filter(order -> model.recorded.containsKey(order.key()))
        .forEach(order -> send(order, false));
    creditsEverSent.forEach(credit -> submit(credit, false));
    while (!messages.isEmpty()) {
      submit(messages.remove(0), false);
    }
  }
}

package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.BookEvent;
import exchequer.ledger.BookRules;
import exchequer.ledger.Credit;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several books, each a real {@link BookProcess} and sometimes several at once, since a node that
 * was given up may not know it; a network between them that loses, delays, repeats and reorders;
 * storage that is slow, fails, and does late what it was asked; clients that send again; clocks
 * that jump, each node's by itself. Every event that counts and every answer is held against {@link
 * LedgerModel}.
 */
final class World {
  static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(1);

  /** Books whose appends may be on their way at the same time. */
  private static final int TURNS = 2;

  /** For two checkpoints: the first may have been written by an earlier home. */
  private static final int ROUNDS_AT_LEAST = 11;

  private static final int ROUNDS_AT_MOST = 300;
  private static final int EVENTS_PER_APPEND = 3;

  final LedgerModel model = new LedgerModel();
  final BookRules rules;
  final List<BookStorage> storages = new ArrayList<>();

  /** Of each book the newest, at its number. */
  final List<Home> homes = new ArrayList<>();

  /** Those of nodes that do not know that they were given up. */
  final List<Home> zombies = new ArrayList<>();

  /** Whose writes may still arrive. */
  private final List<Home> dead = new ArrayList<>();

  /** Credits and what became of them, on their way between books. */
  final List<BookCommand> messages = new ArrayList<>();

  final List<TransferOrder> sent = new ArrayList<>();
  private final Set<BookCommand> creditsEverSent = new LinkedHashSet<>();
  private final Set<BookCommand> outcomesEverSent = new HashSet<>();

  /** Commands that moving books have handed on. */
  private final List<Runnable> sentOn = new ArrayList<>();

  private final Deque<Home> waitingForTurns = new ArrayDeque<>();
  private int freeTurns = TURNS;
  private final Map<TransferKey, Sends> sends = new HashMap<>();
  private final Set<TransferKey> firstAnswers = new HashSet<>();
  private final Map<Way, Integer> lastFull = new HashMap<>();
  private int events;

  /** Those of clients that wait for an answer. */
  private final Set<Ticket> open = new LinkedHashSet<>();

  /** The true time, and the same by a clock that never jumps. */
  Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  long nanos;

  /** From a book to another, by their numbers. */
  private record Way(int from, int to) {}

  /** How often a transfer was sent, and how often that was certainly not done. */
  private static final class Sends {
    private int all;
    private int notDone;
  }

  World(int bookCount, int rememberedTransfers, int cachedAccounts, int maxInFlight) {
    this.rules =
        new BookRules(bookCount, 3, rememberedTransfers, cachedAccounts, maxInFlight, SKEW);
    for (int number = 0; number < bookCount; number++) {
      BookStorage storage = new BookStorage(this::happened);
      storages.add(storage);
      homes.add(new Home(this, number, settings(SKEW), storage, Duration.ZERO));
    }
  }

  private BookSettings settings(Duration skew) {
    return new BookSettings(
        new BookRules(
            rules.books(),
            rules.entriesPerBucket(),
            rules.rememberedTransfers(),
            rules.cachedAccounts(),
            rules.maxInFlight(),
            skew),
        10,
        20,
        1024 * 1024,
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        EVENTS_PER_APPEND,
        1024 * 1024,
        TURNS,
        Duration.ofSeconds(15),
        Duration.ofMillis(20),
        12,
        Duration.ofSeconds(5),
        40,
        1024 * 1024,
        Duration.ofSeconds(1),
        Duration.ofSeconds(4));
  }

  int bookOf(AccountId account) {
    return account.book(rules.books());
  }

  // ---- What happens.

  void jump(Duration by) {
    clock = clock.plus(by);
  }

  void pass(Duration time) {
    nanos += time.toNanos();
    clock = clock.plus(time);
    List.copyOf(homes).forEach(Home::timeHasPassed);
    List.copyOf(zombies).forEach(Home::timeHasPassed);
  }

  void send(TransferOrder order, Home home) {
    sent.add(order);
    ask(new BookCommand.MakeTransfer(order), home);
  }

  Home homeOf(BookCommand command) {
    return homes.get(bookOf(command.home()));
  }

  /** A client asks. */
  Ticket ask(BookCommand command, Home home) {
    return ask(command, Context.NONE, home);
  }

  /** A client asks that does not wait for ever. */
  Ticket ask(BookCommand command, Context context, Home home) {
    Ticket ticket = new Ticket(this, command, context);
    if (command instanceof BookCommand.MakeTransfer make) {
      sends.computeIfAbsent(make.order().key(), first -> new Sends()).all++;
    }
    open.add(ticket);
    asked(ticket, home);
    return ticket;
  }

  private void asked(Ticket ticket, Home home) {
    ticket.isAt(home);
    home.asked(ticket.command(), ticket.context(), ticket);
  }

  /** A message between books arrives. */
  void deliver(BookCommand message, Home home) {
    if (message instanceof BookCommand.SettleTransfer settle) {
      Coverage.countIf(model.outcomes.containsKey(settle.key()), "outcome came twice");
    }
    home.asked(message, Context.NONE, unused -> {});
  }

  /** By a process. */
  void send(BookCommand message) {
    messages.add(message);
    if (message instanceof BookCommand.SettleTransfer settle) {
      assertThat(settle.refusal())
          .as("what is told of %s", settle.key())
          .isEqualTo(model.credits.get(settle.key()));
      Coverage.countIf(!outcomesEverSent.add(message), "credit decided before");
    } else {
      TransferKey key = ((BookCommand.AcceptCredit) message).credit().key();
      assertThat(model.recorded).as("what a credit is of").containsKey(key);
      creditsEverSent.add(message);
    }
  }

  /** By a process that moves. */
  void sendOn(BookCommand command, Asker asker) {
    sentOn.add(
        () -> {
          if (asker instanceof Ticket ticket) {
            asked(ticket, homeOf(command));
          } else {
            deliver(command, homeOf(command));
          }
        });
  }

  /** The node is lost, and the book starts elsewhere. */
  void crash(Home home) {
    home.crash();
  }

  /** The others give the node up, which does not know it. */
  void takeOver(int book, Duration skew) {
    zombies.add(homes.get(book));
    homes.set(book, newHome(book, skew, Duration.ZERO));
  }

  private Home newHome(int book, Duration skew, Duration clockError) {
    return new Home(this, book, settings(skew), storages.get(book), clockError);
  }

  /** By a home that crashes: nobody is answered by it any more. */
  void lost(Home home) {
    open.removeIf(ticket -> ticket.home() == home);
  }

  /** By a home that ends, however that came. */
  void over(Home home) {
    waitingForTurns.remove(home);
    dead.add(home);
    if (!zombies.remove(home)) {
      homes.set(home.number, newHome(home.number, SKEW, home.clockError));
    }
  }

  /** Some rows arrive, and what moving books have handed on. */
  void write(int count) {
    homes.forEach(home -> home.write(count));
    zombies.forEach(home -> home.write(count));
    dead.forEach(home -> home.write(count));
    dead.removeIf(home -> !home.hasWrites());
    handOn();
  }

  private void handOn() {
    List<Runnable> handed = List.copyOf(sentOn);
    sentOn.clear();
    handed.forEach(Runnable::run);
  }

  void loseWritesOfTheDead() {
    dead.clear();
  }

  boolean takeTurn(Home home) {
    if (freeTurns > 0) {
      freeTurns--;
      return true;
    }
    if (!waitingForTurns.contains(home)) {
      waitingForTurns.add(home);
    }
    return false;
  }

  void giveTurnBack() {
    Home next = waitingForTurns.poll();
    if (next == null) {
      freeTurns++;
    } else {
      next.turnIsThere();
    }
  }

  // ---- What is held against the model.

  /** An event counts: it is in the log of its owner. */
  private void happened(BookEvent event) {
    Coverage.count(event.getClass().getSimpleName());
    event.match(model);
    model.check();
    events++;
    for (int from = 0; from < rules.books(); from++) {
      assertThat(inFlight(from)).hasSizeLessThanOrEqualTo(rules.maxInFlight());
      for (int to = 0; to < rules.books(); to++) {
        if (isFull(from, to)) {
          lastFull.put(new Way(from, to), events);
        }
      }
    }
  }

  private List<Credit> inFlight(int from) {
    return model.inFlight.values().stream()
        .filter(credit -> bookOf(credit.key().source()) == from)
        .toList();
  }

  /** As many as there is room left are on their way to that book. */
  private boolean isFull(int from, int to) {
    List<Credit> all = inFlight(from);
    long there = all.stream().filter(credit -> bookOf(credit.destination()) == to).count();
    return there >= rules.maxInFlight() - all.size();
  }

  /** How many events were there when the way was last full; all that are, if it is now. */
  int lastFull(TransferOrder order) {
    int from = bookOf(order.key().source());
    int to = bookOf(order.destination());
    return isFull(from, to) ? events : lastFull.getOrDefault(new Way(from, to), -1);
  }

  int events() {
    return events;
  }

  void answered(Ticket ticket, BookAnswer answer) {
    open.remove(ticket);
    if (!(ticket.command() instanceof BookCommand.MakeTransfer make)) {
      return;
    }
    TransferKey key = make.order().key();
    boolean isNotDone =
        answer instanceof BookAnswer.Busy
            || (answer instanceof BookAnswer.Decided decided
                && (decided.reply().equals(new Reply.Rejected(Refusal.BOOK_BUSY))
                    || decided
                        .reply()
                        .equals(new Reply.Rejected(Refusal.TRANSFER_ID_FROM_FUTURE))));
    sends.get(key).notDone += isNotDone ? 1 : 0;
    if (answer instanceof BookAnswer.Decided decided
        && decided.reply() instanceof Reply.TransferOutcome outcome
        && !outcome.replayed()) {
      assertThat(firstAnswers.add(key)).as("%s is answered as new twice", key).isTrue();
    }
  }

  /** Nothing is lost any more: all comes to rest, however wrong the clocks are. */
  void settle() {
    List.copyOf(zombies).forEach(Home::crash);
    // Of two starts at the same time the one that claimed first does not know yet that it has lost.
    List.copyOf(homes).stream().filter(Home::isDeposed).forEach(Home::crash);
    settleDown();
    assertThat(model.inFlight).as("in flight at rest").isEmpty();
    assertThat(open).as("who waits for an answer at rest").isEmpty();
    for (Home home : homes) {
      Book book = home.book().orElseThrow();
      assertThat(book.inFlight()).as("in flight at rest").isEmpty();
      assertThat(book.rememberedTransfers()).isLessThanOrEqualTo(rules.rememberedTransfers());
      assertThat(book.cachedAccounts()).isLessThanOrEqualTo(rules.cachedAccounts());
    }
    sends.forEach(
        (key, sent) -> {
          if (sent.all == sent.notDone) {
            assertThat(model.recorded).as("what was not done").doesNotContainKey(key);
          }
        });
  }

  private void settleDown() {
    for (int round = 0; round < ROUNDS_AT_MOST; round++) {
      arriveAll();
      if (round >= ROUNDS_AT_LEAST && isAtRest()) {
        return;
      }
      pass(STEP);
    }
    throw new AssertionError(
        "does not come to rest: in flight %s, unanswered %s, messages %s"
            .formatted(model.inFlight.keySet(), open, messages));
  }

  private void arriveAll() {
    for (int steps = 0; steps < 3_000; steps++) {
      write(1_000);
      handOn();
      List<BookCommand> arriving = List.copyOf(messages);
      messages.clear();
      arriving.forEach(message -> deliver(message, homeOf(message)));
      List.copyOf(homes).forEach(home -> home.arrive(0));
      if (messages.isEmpty() && homes.stream().allMatch(Home::isAtRest)) {
        return;
      }
    }
    throw new AssertionError("goes on and on: " + homes + ", messages " + messages);
  }

  private boolean isAtRest() {
    return model.inFlight.isEmpty()
        && sentOn.isEmpty()
        && homes.stream().noneMatch(Home::hasWrites)
        && storages.stream().allMatch(BookStorage::isWritten);
  }

  /** Asks at rest, and returns the answer. */
  Reply reply(BookCommand command) {
    Ticket ticket = ask(command, homeOf(command));
    for (int round = 0; round < ROUNDS_AT_MOST && ticket.answer().isEmpty(); round++) {
      arriveAll();
      pass(Duration.ofMillis(50));
    }
    assertThat(ticket.answer())
        .as("answer to %s at rest", command)
        .get()
        .isInstanceOf(BookAnswer.Decided.class);
    return ((BookAnswer.Decided) ticket.answer().orElseThrow()).reply();
  }

  /** At rest: everything ever sent, sent again, changes nothing. */
  void sendAllAgain() {
    List.copyOf(sent).stream()
        .filter(order -> model.recorded.containsKey(order.key()))
        .forEach(order -> reply(new BookCommand.MakeTransfer(order)));
    creditsEverSent.forEach(
        credit -> {
          deliver(credit, homeOf(credit));
          arriveAll();
        });
    settleDown();
  }
}

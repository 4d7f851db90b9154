package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A real book with what would be its log and its tables. Reads take time: a command that waits for
 * them sees what the tables said when they were asked. A crash forgets all but log and tables, and
 * writes on their way may still arrive after it.
 */
final class BookOnDisk {
  private static final int READS_AT_MOST = 10;
  private static final int EVENTS_PER_APPEND = 3;

  final int number;
  BookRules rules;

  /** How far the clock of its node is ahead of the true time; or behind it. */
  Duration clockError = Duration.ZERO;

  /** The appends, each the events of one. */
  private final List<List<BookEvent>> log = new ArrayList<>();

  /** What the next append will hold. */
  private List<BookEvent> appending = new ArrayList<>();

  private Instant lastEventAt = Instant.MIN;
  final Map<AccountId, Account> accountRows = new HashMap<>();
  final Map<AccountId, Map<Long, Entry>> entryRows = new HashMap<>();
  final Map<TransferKey, Remembered> transferRows = new HashMap<>();
  private Marker marker = Marker.START;

  Book book;
  private final Map<AccountId, Optional<Account>> readsOnTheirWay = new HashMap<>();
  final List<Waiting> waiting = new ArrayList<>();
  private Deque<Runnable> writes = new ArrayDeque<>();
  private final List<Deque<Runnable>> writesOfTheDead = new ArrayList<>();

  /** A command that waits for reads. */
  static final class Waiting {
    final BookCommand command;
    private Lookup lookup = Lookup.NONE;
    private List<AccountId> accounts = List.of();
    private Optional<Lookup> lookupOnItsWay = Optional.empty();

    Waiting(BookCommand command) {
      this.command = command;
    }
  }

  BookOnDisk(int number, BookRules rules) {
    this.number = number;
    this.rules = rules;
    this.book = new Book(number, rules, marker);
  }

  Instant wallClock(Instant trueTime) {
    return trueTime.plus(clockError);
  }

  /** Reads arrive; then a decision if nothing else is missing. */
  Optional<Decision> step(Waiting command, Instant trueTime) {
    for (AccountId id : command.accounts) {
      if (readsOnTheirWay.containsKey(id)) {
        book.loaded(id, readsOnTheirWay.remove(id));
      }
    }
    command.lookup = command.lookupOnItsWay.orElse(command.lookup);
    Missing missing = book.missing(command.command, command.lookup);
    command.accounts = missing.accounts();
    command.accounts.forEach(
        id -> readsOnTheirWay.computeIfAbsent(id, any -> Optional.ofNullable(accountRows.get(id))));
    command.lookupOnItsWay =
        missing
            .transfer()
            .map(key -> new Lookup(book.sequenceNr(), Optional.ofNullable(transferRows.get(key))));
    command.lookupOnItsWay.ifPresent(
        lookup ->
            Coverage.count(lookup.found().isPresent() ? "look-up: found" : "look-up: absent"));
    return missing.isNothing()
        ? Optional.of(book.decide(command.command, command.lookup, wallClock(trueTime)))
        : Optional.empty();
  }

  /** A read fails: the command is given up. */
  void fail(Waiting command) {
    command.accounts.forEach(readsOnTheirWay::remove);
    waiting.remove(command);
  }

  Decision decide(Waiting command, Instant trueTime) {
    for (int reads = 0; reads < READS_AT_MOST; reads++) {
      Optional<Decision> decision = step(command, trueTime);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    throw new AssertionError("still missing something after reads: " + command.command);
  }

  Answer read(BookCommand command) {
    return decide(new Waiting(command), Instant.EPOCH).answer();
  }

  Optional<Account> account(AccountId id) {
    return read(new BookCommand.ReadAccount(id)) instanceof Reply.AccountState state
        ? Optional.of(state.account())
        : Optional.empty();
  }

  void append(BookEvent event) {
    assertThat(event.at()).as("the book's time").isAfterOrEqualTo(lastEventAt);
    lastEventAt = event.at();
    appending.add(event);
    book.evolve(event);
    if (appending.size() == EVENTS_PER_APPEND) {
      endAppend();
    }
  }

  /** The log has what was evolved. */
  void endAppend() {
    if (!appending.isEmpty()) {
      log.add(List.copyOf(appending));
      appending = new ArrayList<>();
      book.appended();
      assertThat(book.appendNr()).as("appends").isEqualTo(log.size());
    }
  }

  /** How many events were ever appended. */
  int loggedEvents() {
    return log.stream().mapToInt(List::size).sum() + appending.size();
  }

  /** Takes a checkpoint unless one is being written. */
  void checkpoint(Random random) {
    if (!writes.isEmpty()) {
      return;
    }
    endAppend();
    Checkpoint checkpoint = book.checkpoint();
    List<Runnable> first = new ArrayList<>();
    checkpoint.entries().forEach(entry -> first.add(() -> write(entry)));
    checkpoint.transfers().forEach(transfer -> first.add(() -> write(transfer)));
    Collections.shuffle(first, random);
    List<Account> accounts = new ArrayList<>(checkpoint.accounts());
    Collections.shuffle(accounts, random);
    writes.addAll(first);
    accounts.forEach(account -> writes.add(() -> write(account)));
    writes.add(() -> write(checkpoint.marker()));
    // Of whoever lives when the news arrives.
    writes.add(() -> book.written(checkpoint));
  }

  private void write(Entry entry) {
    Entry before =
        entryRows
            .computeIfAbsent(entry.account(), id -> new HashMap<>())
            .put(entry.number(), entry);
    assertThat(before).as("an entry that is written again").isIn(null, entry);
  }

  private void write(Remembered transfer) {
    Remembered before = transferRows.put(transfer.key(), transfer);
    assertThat(before).as("an outcome that is written again").isIn(null, transfer);
  }

  /** The sequence number is the write's timestamp: an older one never replaces a newer one. */
  private void write(Account account) {
    Account before = accountRows.get(account.id());
    if (before == null || before.sequenceNr() < account.sequenceNr()) {
      accountRows.put(account.id(), account);
    } else if (before.sequenceNr() == account.sequenceNr()) {
      assertThat(account).as("a state that is written again").isEqualTo(before);
    }
  }

  private void write(Marker newer) {
    marker = newer.sequenceNr() > marker.sequenceNr() ? newer : marker;
  }

  /** Some writes arrive, those of earlier lives too. */
  void write(int count) {
    run(writes, count);
    writesOfTheDead.forEach(dead -> run(dead, count));
    writesOfTheDead.removeIf(Deque::isEmpty);
  }

  private static void run(Deque<Runnable> writes, int count) {
    for (int i = 0; i < count && !writes.isEmpty(); i++) {
      writes.remove().run();
    }
  }

  /**
   * Dies with all that waits, and lives again from the newest marker and the log's tail.
   *
   * @param writesArrive whether what it was writing may still arrive
   */
  void crash(boolean writesArrive) {
    endAppend();
    if (writesArrive) {
      writesOfTheDead.add(writes);
    }
    writes = new ArrayDeque<>();
    waiting.clear();
    readsOnTheirWay.clear();
    book = recovered();
  }

  private Book recovered() {
    List<List<BookEvent>> tail = List.copyOf(log.subList((int) marker.appendNr(), log.size()));
    Map<AccountId, Optional<Account>> rows = new HashMap<>();
    Coverage.countIf(!marker.inFlight().isEmpty(), "recovery with transfers in flight");
    Coverage.countIf(marker.sequenceNr() > 0, "recovery from a marker");
    Coverage.countIf(
        tail.stream().anyMatch(append -> append.size() > 1), "recovery of several events at once");
    Coverage.countIf(
        accountRows.values().stream().anyMatch(row -> row.sequenceNr() > marker.sequenceNr()),
        "recovery with a row ahead of its marker");
    Book.touchedBy(tail).forEach(id -> rows.put(id, Optional.ofNullable(accountRows.get(id))));
    return Book.recover(number, rules, marker, rows, tail);
  }

  /** The state of all accounts and what is in flight: equal before and after a crash. */
  Map<Object, Object> state(Set<AccountId> accounts) {
    Map<Object, Object> state = new LinkedHashMap<>();
    accounts.forEach(id -> state.put(id, account(id)));
    state.put("inFlight", new HashSet<>(book.inFlight()));
    state.put("sequenceNr", book.sequenceNr());
    state.put("appendNr", book.appendNr());
    return state;
  }
}

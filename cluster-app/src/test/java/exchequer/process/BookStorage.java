package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Entry;
import exchequer.ledger.Marker;
import exchequer.ledger.Outcome;
import exchequer.ledger.TransferKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What would be a book's log, with its fence, and the tables behind it. The fence is taken at its
 * word (FenceTest shows that it keeps it): what an owner appends after it was deposed does not
 * count, and it is told so.
 */
final class BookStorage {
  private final Consumer<BookEvent> events;

  /** The appends that count, each the events of one. */
  private final List<List<BookEvent>> log = new ArrayList<>();

  final Map<AccountId, Account> accountRows = new HashMap<>();
  final Map<AccountId, Map<Long, Entry>> entryRows = new HashMap<>();
  final Map<TransferKey, Outcome> transferRows = new HashMap<>();
  private Marker marker = Marker.START;
  private Instant lastEventAt = Instant.MIN;
  private long epoch;

  /**
   * @param events is told each event that counts
   */
  BookStorage(Consumer<BookEvent> events) {
    this.events = events;
  }

  /** Another owner takes the log. */
  long claim() {
    return ++epoch;
  }

  boolean isOwnedBy(long owner) {
    return epoch == owner;
  }

  /** A row arrives, which counts if its owner still is one; else nobody reads what is in it. */
  void append(long owner, Stored row) {
    if (!isOwnedBy(owner)) {
      Coverage.count("append of a deposed owner");
      return;
    }
    List<BookEvent> append = StoredForm.events(row);
    log.add(append);
    for (BookEvent event : append) {
      assertThat(event.at()).as("the book's time").isAfterOrEqualTo(lastEventAt);
      lastEventAt = event.at();
      events.accept(event);
    }
  }

  long appendNr() {
    return log.size();
  }

  int loggedEvents() {
    return log.stream().mapToInt(List::size).sum();
  }

  /** Whether all that counts is behind the log as well. */
  boolean isWritten() {
    return marker.sequenceNr() == loggedEvents();
  }

  Marker marker() {
    return marker;
  }

  List<List<BookEvent>> tail() {
    List<List<BookEvent>> tail = List.copyOf(log.subList((int) marker.appendNr(), log.size()));
    Coverage.countIf(!marker.inFlight().isEmpty(), "recovery with transfers in flight");
    Coverage.countIf(marker.sequenceNr() > 0, "recovery from a marker");
    Coverage.countIf(
        tail.stream().anyMatch(append -> append.size() > 1), "recovery of several events at once");
    Coverage.countIf(
        accountRows.values().stream().anyMatch(row -> row.sequenceNr() > marker.sequenceNr()),
        "recovery with a row ahead of its marker");
    return tail;
  }

  Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accountRows.get(id));
  }

  Optional<Outcome> transfer(TransferKey key) {
    return Optional.ofNullable(transferRows.get(key));
  }

  /** The writes of a checkpoint, in an order in which they may arrive. */
  Deque<Runnable> writes(Checkpoint checkpoint, Random random) {
    List<Runnable> first = new ArrayList<>();
    checkpoint.entries().forEach(entry -> first.add(() -> write(entry)));
    checkpoint.transfers().forEach(transfer -> first.add(() -> write(transfer)));
    Collections.shuffle(first, random);
    List<Account> accounts = new ArrayList<>(checkpoint.accounts());
    Collections.shuffle(accounts, random);
    Deque<Runnable> writes = new ArrayDeque<>(first);
    accounts.forEach(account -> writes.add(() -> write(account)));
    writes.add(() -> write(checkpoint.marker()));
    return writes;
  }

  private void write(Entry entry) {
    Entry before =
        entryRows
            .computeIfAbsent(entry.account(), id -> new HashMap<>())
            .put(entry.number(), entry);
    assertThat(before).as("an entry that is written again").isIn(null, entry);
  }

  private void write(Outcome transfer) {
    Outcome before = transferRows.put(transfer.key(), transfer);
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
}

package exchequer.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes a book's entries, places them in buckets, and keeps those not yet written behind the log.
 */
final class UnwrittenEntries {
  private final int entriesPerBucket;
  private final Map<AccountId, Deque<Entry>> unwritten = new HashMap<>();
  private long entryCount;

  UnwrittenEntries(int entriesPerBucket, Marker marker) {
    this.entriesPerBucket = entriesPerBucket;
    this.entryCount = marker.entryCount();
  }

  long entryCount() {
    return entryCount;
  }

  /**
   * Counts an entry of the book and gives the bucket it belongs to. Called once for each entry of
   * the log, also for those that an account's row already contains, so that replay places the rest
   * as before.
   */
  int nextBucket() {
    return (int) (entryCount++ / entriesPerBucket);
  }

  void add(Entry entry) {
    unwritten.computeIfAbsent(entry.account(), id -> new ArrayDeque<>()).add(entry);
  }

  List<Entry> unwritten() {
    List<Entry> all = new ArrayList<>();
    unwritten.values().forEach(all::addAll);
    return all;
  }

  void written(long throughSequenceNr) {
    Iterator<Deque<Entry>> lines = unwritten.values().iterator();
    while (lines.hasNext()) {
      Deque<Entry> line = lines.next();
      while (!line.isEmpty() && line.peek().sequenceNr() <= throughSequenceNr) {
        line.remove();
      }
      if (line.isEmpty()) {
        lines.remove();
      }
    }
  }

  StatementHead head(Account account, StatementWindow window) {
    Deque<Entry> lines = unwritten.getOrDefault(account.id(), new ArrayDeque<>());
    List<Entry> wanted = new ArrayList<>();
    Iterator<Entry> next = window.newestFirst() ? lines.descendingIterator() : lines.iterator();
    while (next.hasNext() && wanted.size() < window.limit()) {
      Entry entry = next.next();
      if (window.contains(entry)) {
        wanted.add(entry);
      }
    }
    // The oldest unwritten line knows where the newest written one is.
    OptionalInt lastWritten =
        lines.isEmpty()
            ? OptionalInt.of(account.entries().lastBucket())
            : lines.peek().previousBucket();
    return new StatementHead(
        account, account.entries().count() - lines.size(), lastWritten.orElse(0), wanted);
  }
}

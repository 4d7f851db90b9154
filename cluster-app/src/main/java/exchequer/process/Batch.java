package exchequer.process;

import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Decision;
import java.util.ArrayList;
import java.util.List;

/** Commands decided together: their events go into one append, their replies out after it. */
final class Batch {
  /** Answers may be large, and wait in memory until the append is done. */
  private static final int MAX_COMMANDS = 1_024;

  private final int maxEvents;
  private final int maxBytes;
  private final List<Stored> events = new ArrayList<>();
  private final List<Ruled> ruled = new ArrayList<>();
  private int bytes;

  /** A command and what was decided on it. */
  record Ruled(QueuedCommand queued, Decision decision) {}

  Batch(int maxEvents, int maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  boolean isFull() {
    return events.size() >= maxEvents || bytes >= maxBytes || ruled.size() >= MAX_COMMANDS;
  }

  void add(QueuedCommand queued, Decision decision) {
    for (BookEvent event : decision.events()) {
      Stored stored = StoredForm.of(event);
      bytes += stored.bytes().length;
      events.add(stored);
    }
    // At last: who asked is answered with the batch, or, if this fails, by whoever failed.
    ruled.add(new Ruled(queued, decision));
  }

  /** To append; empty when all commands were reads, replays or rejections. */
  List<Stored> events() {
    return events;
  }

  List<Ruled> ruled() {
    return ruled;
  }

  /** The same answer to all who wait for one. */
  void answer(BookAnswer answer) {
    ruled.forEach(each -> each.queued().asker.answer(answer));
  }
}

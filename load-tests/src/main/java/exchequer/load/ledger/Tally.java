package exchequer.load.ledger;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What the ledger acknowledged, for each account and in all. For any thread. */
public final class Tally {
  private final AtomicLongArray balances;
  private final AtomicLongArray entries;
  private final LongAdder posted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder resent = new LongAdder();
  private final LongAdder unexpected = new LongAdder();
  private final Queue<Order> unknown = new ConcurrentLinkedQueue<>();

  /**
   * @param accounts with the bank
   */
  public Tally(int accounts) {
    balances = new AtomicLongArray(accounts);
    entries = new AtomicLongArray(accounts);
  }

  /** To be called once for each order, when it is sent no more. */
  public void done(Order order, Outcome outcome) {
    if (outcome.isOk()) {
      balances.addAndGet(order.source(), -order.amount());
      balances.addAndGet(order.destination(), order.amount());
      entries.incrementAndGet(order.source());
      entries.incrementAndGet(order.destination());
      posted.increment();
    } else if (outcome.isUnknown()) {
      unknown.add(order);
    } else {
      refused.increment();
    }
  }

  void resent(int transfers) {
    resent.add(transfers);
  }

  /** An answered read. */
  public void read() {
    reads.increment();
  }

  /** Results of a stream that nothing waits for. */
  void unexpected(long results) {
    unexpected.add(results);
  }

  /** What was added to an account's balance. */
  public long balance(int account) {
    return balances.get(account);
  }

  /** What was added to an account's number of entries. */
  public long entries(int account) {
    return entries.get(account);
  }

  public long posted() {
    return posted.sum();
  }

  /** With those that were not done because the ledger was busy to the last. */
  public long refused() {
    return refused.sum();
  }

  /** Transfers that had no answer to any of their sends, and were not settled yet. */
  public long unsettled() {
    return unknown.size();
  }

  public long reads() {
    return reads.sum();
  }

  /** Sends of a transfer after its first. */
  public long resent() {
    return resent.sum();
  }

  public long unexpectedResults() {
    return unexpected.sum();
  }

  /** Orders whose outcome was still unknown when they were given up; taken away from here. */
  Queue<Order> unknown() {
    return unknown;
  }

  /** In one line. */
  public String summary() {
    return "posted %,d, refused %,d, unknown %,d, sent again %,d, read %,d"
        .formatted(posted(), refused(), unknown.size(), resent(), reads());
  }
}

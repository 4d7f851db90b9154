package exchequer.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts a book holds in memory, and the knowledge that some do not exist. Bounded in count
 * and in bytes, least recently used first out; what is not written behind the log never leaves, and
 * does not count: else a book with much to write would drop the very account that a command has
 * just loaded. What commands wait for does not leave either: else two that each need what the other
 * one's reads displace would read for ever.
 */
final class AccountCache {
  /** Bounds what one load costs when many of the eldest are not yet written. */
  private static final int STEPS_PER_LOAD = 16;

  /** What an account may take on average, so that the bound in bytes follows the one in count. */
  private static final long BYTES_PER_ACCOUNT = 1_536;

  /** However large they are: a transfer within the book needs both of its accounts. */
  private static final int NEEDED_AT_ONCE = 2;

  private final int capacity;
  private final long maxBytes;
  private final LinkedHashMap<AccountId, Optional<Account>> accounts =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Map<AccountId, Integer> kept = new HashMap<>();
  private Set<AccountId> changed = new HashSet<>();
  private Set<AccountId> beingWritten = Set.of();
  private int unwrittenCount;

  /** Of all. */
  private long bytes;

  /** Of those that may not leave. */
  private long unwrittenBytes;

  AccountCache(int capacity) {
    this.capacity = capacity;
    this.maxBytes = capacity * BYTES_PER_ACCOUNT;
  }

  boolean isKnown(AccountId id) {
    return accounts.containsKey(id);
  }

  /**
   * @throws IllegalStateException when it was not loaded: a bug, since commands wait for loads
   */
  Optional<Account> find(AccountId id) {
    Optional<Account> account = accounts.get(id);
    if (account == null) {
      throw new IllegalStateException("account " + id + " was not loaded");
    }
    return account;
  }

  void loaded(AccountId id, Optional<Account> account) {
    if (accounts.putIfAbsent(id, account) == null) {
      bytes += HeapSize.of(account);
    }
    evict(STEPS_PER_LOAD);
  }

  /** The account stays in memory once it is there, until it is released as often as kept. */
  void keep(AccountId id) {
    kept.merge(id, 1, Integer::sum);
  }

  void release(AccountId id) {
    kept.computeIfPresent(id, (same, count) -> count > 1 ? count - 1 : null);
    evict(STEPS_PER_LOAD);
  }

  /**
   * For replay, which needs all of its accounts at once: none leaves before the tail is written.
   */
  void preload(AccountId id, Optional<Account> account) {
    put(id, account);
  }

  void change(Account account) {
    int growth = put(account.id(), Optional.of(account));
    if (changed.add(account.id()) && !beingWritten.contains(account.id())) {
      unwrittenCount++;
      unwrittenBytes += HeapSize.of(Optional.of(account));
    } else {
      unwrittenBytes += growth;
    }
  }

  private int put(AccountId id, Optional<Account> account) {
    Optional<Account> before = accounts.put(id, account);
    int growth = HeapSize.of(account) - (before == null ? 0 : HeapSize.of(before));
    bytes += growth;
    return growth;
  }

  /** The changed accounts as they are now; they stay in memory until {@link #written}. */
  List<Account> takeChanged() {
    List<Account> taken = new ArrayList<>(changed.size());
    changed.forEach(id -> taken.add(find(id).orElseThrow()));
    beingWritten = changed;
    changed = new HashSet<>();
    return taken;
  }

  void written() {
    beingWritten = Set.of();
    unwrittenCount = changed.size();
    unwrittenBytes = changed.stream().mapToLong(id -> HeapSize.of(find(id))).sum();
    evict(Integer.MAX_VALUE);
  }

  int size() {
    return accounts.size();
  }

  /** What the accounts take that are not yet written behind the log. */
  long unwrittenBytes() {
    return unwrittenBytes;
  }

  private void evict(int steps) {
    Iterator<Map.Entry<AccountId, Optional<Account>>> eldest = accounts.entrySet().iterator();
    for (int step = 0; step < steps && isOverfull() && eldest.hasNext(); step++) {
      Map.Entry<AccountId, Optional<Account>> next = eldest.next();
      AccountId id = next.getKey();
      if (!changed.contains(id) && !beingWritten.contains(id) && !kept.containsKey(id)) {
        bytes -= HeapSize.of(next.getValue());
        eldest.remove();
      }
    }
  }

  private boolean isOverfull() {
    int mayLeave = accounts.size() - unwrittenCount;
    return mayLeave > capacity || (mayLeave > NEEDED_AT_ONCE && bytes - unwrittenBytes > maxBytes);
  }
}

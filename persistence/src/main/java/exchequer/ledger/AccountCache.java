package exchequer.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts a book holds in memory, and the knowledge that some do not exist. Bounded, least
 * recently used first out; what is not written behind the log never leaves, and does not count:
 * else a book with much to write would drop the very account that a command has just loaded.
 */
final class AccountCache {
  /** Bounds what one load costs when many of the eldest are not yet written. */
  private static final int STEPS_PER_LOAD = 16;

  private final int capacity;
  private final LinkedHashMap<AccountId, Optional<Account>> accounts =
      new LinkedHashMap<>(16, 0.75f, true);
  private Set<AccountId> changed = new HashSet<>();
  private Set<AccountId> beingWritten = Set.of();
  private int unwrittenCount;

  AccountCache(int capacity) {
    this.capacity = capacity;
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
    accounts.putIfAbsent(id, account);
    evict(STEPS_PER_LOAD);
  }

  /**
   * For replay, which needs all of its accounts at once: none leaves before the tail is written.
   */
  void preload(AccountId id, Optional<Account> account) {
    accounts.put(id, account);
  }

  void change(Account account) {
    accounts.put(account.id(), Optional.of(account));
    if (changed.add(account.id()) && !beingWritten.contains(account.id())) {
      unwrittenCount++;
    }
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
    evict(Integer.MAX_VALUE);
  }

  int size() {
    return accounts.size();
  }

  private void evict(int steps) {
    Iterator<Map.Entry<AccountId, Optional<Account>>> eldest = accounts.entrySet().iterator();
    int excess = accounts.size() - unwrittenCount - capacity;
    for (int step = 0; step < steps && excess > 0 && eldest.hasNext(); step++) {
      AccountId id = eldest.next().getKey();
      if (!changed.contains(id) && !beingWritten.contains(id)) {
        eldest.remove();
        excess--;
      }
    }
  }
}

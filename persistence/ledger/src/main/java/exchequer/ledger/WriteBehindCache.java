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
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Rows of one kind that a book holds in memory, and the knowledge that some do not exist. Bounded
 * in count and in bytes, least recently used first out; what is not written behind the log never
 * leaves, and does not count: else a book with much to write would drop the very row that a command
 * has just loaded. What commands wait for does not leave either: else two that each need what the
 * other one's reads displace would read for ever.
 *
 * @param <K> names a row
 * @param <V> is what a row says
 */
final class WriteBehindCache<K, V> {
  /** Bounds what one load costs when many of the eldest are not yet written. */
  private static final int STEPS_PER_LOAD = 16;

  /** What a row may take on average, so that the bound in bytes follows the one in count. */
  private static final long BYTES_PER_ROW = 1_536;

  /** However large they are: a transfer within the book needs both of its accounts. */
  private static final int NEEDED_AT_ONCE = 2;

  private final int capacity;
  private final long maxBytes;
  private final Function<V, K> keyOf;
  private final ToIntFunction<Optional<V>> bytesOf;
  private final LinkedHashMap<K, Optional<V>> rows = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<K, Integer> kept = new HashMap<>();
  private Set<K> changed = new HashSet<>();
  private Set<K> beingWritten = Set.of();
  private int unwrittenCount;

  /** Of all. */
  private long bytes;

  /** Of those that may not leave. */
  private long unwrittenBytes;

  /**
   * @param bytesOf about what a row takes in memory, or the knowledge that there is none
   */
  WriteBehindCache(int capacity, Function<V, K> keyOf, ToIntFunction<Optional<V>> bytesOf) {
    this.capacity = capacity;
    this.maxBytes = capacity * BYTES_PER_ROW;
    this.keyOf = keyOf;
    this.bytesOf = bytesOf;
  }

  boolean isKnown(K key) {
    return rows.containsKey(key);
  }

  /**
   * @throws IllegalStateException when it was not loaded: a bug, since commands wait for loads
   */
  Optional<V> find(K key) {
    Optional<V> row = rows.get(key);
    if (row == null) {
      throw new IllegalStateException(key + " was not loaded");
    }
    return row;
  }

  void loaded(K key, Optional<V> row) {
    if (rows.putIfAbsent(key, row) == null) {
      bytes += bytesOf.applyAsInt(row);
    }
    evict(STEPS_PER_LOAD);
  }

  /** The row stays in memory once it is there, until it is released as often as kept. */
  void keep(K key) {
    kept.merge(key, 1, Integer::sum);
  }

  void release(K key) {
    kept.computeIfPresent(key, (same, count) -> count > 1 ? count - 1 : null);
    evict(STEPS_PER_LOAD);
  }

  /** For replay, which needs all of its rows at once: none leaves before the tail is written. */
  void preload(K key, Optional<V> row) {
    put(key, row);
  }

  void change(V row) {
    K key = keyOf.apply(row);
    int growth = put(key, Optional.of(row));
    if (changed.add(key) && !beingWritten.contains(key)) {
      unwrittenCount++;
      unwrittenBytes += bytesOf.applyAsInt(Optional.of(row));
    } else {
      unwrittenBytes += growth;
    }
  }

  private int put(K key, Optional<V> row) {
    Optional<V> before = rows.put(key, row);
    int growth = bytesOf.applyAsInt(row) - (before == null ? 0 : bytesOf.applyAsInt(before));
    bytes += growth;
    return growth;
  }

  /** The changed rows as they are now; they stay in memory until {@link #written}. */
  List<V> takeChanged() {
    List<V> taken = new ArrayList<>(changed.size());
    changed.forEach(key -> taken.add(find(key).orElseThrow()));
    beingWritten = changed;
    changed = new HashSet<>();
    return taken;
  }

  void written() {
    beingWritten = Set.of();
    unwrittenCount = changed.size();
    unwrittenBytes = changed.stream().mapToLong(key -> bytesOf.applyAsInt(find(key))).sum();
    evict(Integer.MAX_VALUE);
  }

  int size() {
    return rows.size();
  }

  /** What the rows take that are not yet written behind the log. */
  long unwrittenBytes() {
    return unwrittenBytes;
  }

  private void evict(int steps) {
    Iterator<Map.Entry<K, Optional<V>>> eldest = rows.entrySet().iterator();
    for (int step = 0; step < steps && isOverfull() && eldest.hasNext(); step++) {
      Map.Entry<K, Optional<V>> next = eldest.next();
      K key = next.getKey();
      if (!changed.contains(key) && !beingWritten.contains(key) && !kept.containsKey(key)) {
        bytes -= bytesOf.applyAsInt(next.getValue());
        eldest.remove();
      }
    }
  }

  private boolean isOverfull() {
    int mayLeave = rows.size() - unwrittenCount;
    return mayLeave > capacity || (mayLeave > NEEDED_AT_ONCE && bytes - unwrittenBytes > maxBytes);
  }
}

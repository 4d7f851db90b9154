package exchequer.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transfers that a book has begun and not settled: what its {@link Marker} must hold.
 *
 * <p>Those to one destination's book may take as much room as is still free, and no more. So a book
 * that does not answer takes half of the room, a second one a third each, and so on: however many
 * there are, the others have as much as each of these.
 *
 * @see <a href="https://doi.org/10.1109/90.664262">Choudhury and Hahne, Dynamic queue length
 *     thresholds for shared-memory packet switches (1998)</a>
 */
final class TransfersInFlight {
  /**
   * A marker is one row. Cassandra takes no message above a fortieth of its heap, and no write
   * above 16 MiB, half a segment of its commit log.
   */
  private static final int MAX_STORED_BYTES = 4 * 1024 * 1024;

  /** Of a transfer without metadata, at most. */
  private static final int ORDER_BYTES = 256;

  /** Of a pair of metadata beside its key and its value, at most. */
  private static final int PAIR_BYTES = 16;

  private final BookRules rules;
  private final Map<TransferKey, InFlight> transfers = new LinkedHashMap<>();
  private final Use all = new Use();
  private final Map<Integer, Use> byDestination = new HashMap<>();

  /** Transfers, and what they take in a marker. */
  private static final class Use {
    private static final Use NONE = new Use();

    private int count;
    private int bytes;

    private void add(int sign, int orderBytes) {
      count += sign;
      bytes += sign * orderBytes;
    }
  }

  TransfersInFlight(BookRules rules, List<InFlight> transfers) {
    this.rules = rules;
    transfers.forEach(this::add);
  }

  Optional<InFlight> find(TransferKey key) {
    return Optional.ofNullable(transfers.get(key));
  }

  Collection<InFlight> all() {
    return Collections.unmodifiableCollection(transfers.values());
  }

  boolean hasRoomFor(TransferOrder order) {
    Use sameWay = byDestination.getOrDefault(destination(order), Use.NONE);
    return sameWay.count < rules.maxInFlight() - all.count
        && sameWay.bytes + storedBytes(order) <= MAX_STORED_BYTES - all.bytes;
  }

  void add(InFlight transfer) {
    transfers.put(transfer.order().key(), transfer);
    count(transfer.order(), 1);
  }

  Optional<InFlight> remove(TransferKey key) {
    Optional<InFlight> removed = Optional.ofNullable(transfers.remove(key));
    removed.ifPresent(transfer -> count(transfer.order(), -1));
    return removed;
  }

  private void count(TransferOrder order, int sign) {
    int bytes = storedBytes(order);
    all.add(sign, bytes);
    byDestination.computeIfAbsent(destination(order), book -> new Use()).add(sign, bytes);
  }

  private int destination(TransferOrder order) {
    return order.destination().book(rules.books());
  }

  private static int storedBytes(TransferOrder order) {
    int bytes = ORDER_BYTES;
    for (Map.Entry<String, String> pair : order.metadata().entrySet()) {
      bytes += PAIR_BYTES + utf8Bytes(pair.getKey()) + utf8Bytes(pair.getValue());
    }
    return bytes;
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

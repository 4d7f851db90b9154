package exchequer.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transfers that a book has begun and not settled: what its {@link Marker} must hold. */
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

  private final int maxCount;
  private final Map<TransferKey, InFlight> transfers = new LinkedHashMap<>();
  private int storedBytes;

  TransfersInFlight(int maxCount, List<InFlight> transfers) {
    this.maxCount = maxCount;
    transfers.forEach(this::add);
  }

  Optional<InFlight> find(TransferKey key) {
    return Optional.ofNullable(transfers.get(key));
  }

  Collection<InFlight> all() {
    return Collections.unmodifiableCollection(transfers.values());
  }

  boolean hasRoomFor(TransferOrder order) {
    return transfers.size() < maxCount && storedBytes + storedBytes(order) <= MAX_STORED_BYTES;
  }

  void add(InFlight transfer) {
    transfers.put(transfer.order().key(), transfer);
    storedBytes += storedBytes(transfer.order());
  }

  Optional<InFlight> remove(TransferKey key) {
    Optional<InFlight> removed = Optional.ofNullable(transfers.remove(key));
    removed.ifPresent(transfer -> storedBytes -= storedBytes(transfer.order()));
    return removed;
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

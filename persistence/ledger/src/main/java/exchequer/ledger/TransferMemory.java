package exchequer.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The newest transfers a book decided, and since when it knows all of them. What was decided later
 * than the newest forgotten one is here, so an id that cannot have been decided earlier and is not
 * here is new: that makes exactly-once cheap and the memory bounded.
 */
final class TransferMemory {
  /** What a transfer may take on average, so that the bound in bytes follows the one in count. */
  private static final long BYTES_PER_TRANSFER = 1_536;

  private final int capacity;
  private final long maxBytes;
  private final LinkedHashMap<TransferKey, Slot> remembered = new LinkedHashMap<>();
  private final ArrayDeque<Slot> unwritten = new ArrayDeque<>();
  private long forgottenThroughSequenceNr;
  private Instant forgottenThrough;

  /** No forgotten id is newer by its own time. */
  private Instant forgottenIdTime;

  /** No decided id is newer by its own time, forgotten or not. */
  private Instant newestIdTime;

  private long writtenThroughSequenceNr;

  /** Of all. */
  private long bytes;

  private long unwrittenBytes;

  private record Slot(Outcome transfer, long sequenceNr, Instant decidedAt) {
    int bytes() {
      return HeapSize.of(transfer);
    }
  }

  TransferMemory(int capacity, Marker marker) {
    this.capacity = capacity;
    this.maxBytes = capacity * BYTES_PER_TRANSFER;
    this.forgottenIdTime = marker.newestIdTime();
    this.newestIdTime = marker.newestIdTime();
    this.forgottenThroughSequenceNr = marker.sequenceNr();
    this.forgottenThrough = marker.lastEventAt();
    this.writtenThroughSequenceNr = marker.sequenceNr();
  }

  Optional<Outcome> find(TransferKey key) {
    return Optional.ofNullable(remembered.get(key)).map(Slot::transfer);
  }

  /**
   * Whether an id that is not here was never decided.
   *
   * @param idTime when the id was made, if it says so
   * @param notDecidedBefore no book can have decided it earlier than this
   * @param lookup what the transfer table said
   */
  boolean knowsAll(Optional<Instant> idTime, Instant notDecidedBefore, Lookup lookup) {
    return forgottenThroughSequenceNr == 0
        || (idTime.isPresent() && idTime.get().isAfter(forgottenIdTime))
        || notDecidedBefore.isAfter(forgottenThrough)
        || lookup.asOfSequenceNr() >= forgottenThroughSequenceNr;
  }

  void remember(Outcome transfer, long sequenceNr, Instant decidedAt) {
    Slot slot = new Slot(transfer, sequenceNr, decidedAt);
    Slot before = remembered.put(transfer.key(), slot);
    bytes += slot.bytes() - (before == null ? 0 : before.bytes());
    unwritten.add(slot);
    unwrittenBytes += slot.bytes();
    newestIdTime = newer(newestIdTime, transfer.key());
    forget();
  }

  Instant newestIdTime() {
    return newestIdTime;
  }

  /** What is to be written behind the log since the last checkpoint. */
  List<Outcome> unwritten() {
    return unwritten.stream().map(Slot::transfer).toList();
  }

  void written(long throughSequenceNr) {
    writtenThroughSequenceNr = throughSequenceNr;
    while (!unwritten.isEmpty() && unwritten.peek().sequenceNr() <= throughSequenceNr) {
      unwrittenBytes -= unwritten.remove().bytes();
    }
    forget();
  }

  int size() {
    return remembered.size();
  }

  /** What the transfers take that are not yet written behind the log. */
  long unwrittenBytes() {
    return unwrittenBytes;
  }

  private void forget() {
    Iterator<Slot> eldest = remembered.values().iterator();
    while ((remembered.size() > capacity || bytes > maxBytes) && eldest.hasNext()) {
      Slot slot = eldest.next();
      if (slot.sequenceNr() > writtenThroughSequenceNr) {
        return;
      }
      forgottenThroughSequenceNr = slot.sequenceNr();
      forgottenThrough = slot.decidedAt();
      forgottenIdTime = newer(forgottenIdTime, slot.transfer().key());
      bytes -= slot.bytes();
      eldest.remove();
    }
  }

  private static Instant newer(Instant time, TransferKey key) {
    return key.idTime().filter(idTime -> idTime.isAfter(time)).orElse(time);
  }
}

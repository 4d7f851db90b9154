package exchequer.process;

import exchequer.ledger.Lookup;
import exchequer.ledger.Row;
import exchequer.ledger.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Commands that wait for rows that are read from the tables, each row once however many wait for
 * it. Other commands go on meanwhile.
 */
final class Reads {
  private final Effects effects;
  private final Map<RowKey, Read> underWay = new HashMap<>();

  /**
   * A row that is being read, and who waits for it.
   *
   * @param asOfSequenceNr of the book when the read began: what it can vouch for
   */
  private record Read(long asOfSequenceNr, List<QueuedCommand> waiting) {}

  Reads(Effects effects) {
    this.effects = effects;
  }

  /**
   * Makes the command wait for what is missing.
   *
   * @param sequenceNr of the book now
   */
  void await(QueuedCommand queued, List<RowKey> missing, long sequenceNr) {
    queued.outstandingReads = missing.size();
    for (RowKey row : missing) {
      Read read = underWay.get(row);
      if (read == null) {
        read = new Read(sequenceNr, new ArrayList<>(1));
        underWay.put(row, read);
        effects.read(row);
      }
      read.waiting().add(queued);
    }
  }

  /** The commands that wait for nothing any more. */
  List<QueuedCommand> read(Row row) {
    Read read = underWay.remove(row.key());
    if (row instanceof Row.OfTransfer transfer) {
      Lookup lookup = new Lookup(read.asOfSequenceNr(), transfer.outcome());
      read.waiting().forEach(queued -> queued.lookup = lookup);
    }
    List<QueuedCommand> ready = new ArrayList<>(read.waiting().size());
    for (QueuedCommand queued : read.waiting()) {
      if (--queued.outstandingReads == 0) {
        ready.add(queued);
      }
    }
    return ready;
  }

  /** The commands that waited for it; none of them waits any more. */
  List<QueuedCommand> unreadable(RowKey row) {
    List<QueuedCommand> failed = underWay.remove(row).waiting();
    underWay.values().forEach(read -> read.waiting().removeAll(failed));
    return failed;
  }

  /** All that wait. */
  Stream<QueuedCommand> waiting() {
    return underWay.values().stream().flatMap(read -> read.waiting().stream()).distinct();
  }
}

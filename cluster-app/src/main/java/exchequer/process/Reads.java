package exchequer.process;

import exchequer.ledger.AccountId;
import exchequer.ledger.Lookup;
import exchequer.ledger.Missing;
import exchequer.ledger.Remembered;
import exchequer.ledger.TransferKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Commands that wait for what is read from the tables, each account and each transfer once however
 * many wait for it. Other commands go on meanwhile.
 */
final class Reads {
  private final Effects effects;
  private final Map<AccountId, List<QueuedCommand>> accounts = new HashMap<>();
  private final Map<TransferKey, OfTransfer> transfers = new HashMap<>();

  /**
   * Who waits for a transfer.
   *
   * @param asOfSequenceNr of the book when the read began: what it can vouch for
   */
  private record OfTransfer(long asOfSequenceNr, List<QueuedCommand> waiting) {}

  Reads(Effects effects) {
    this.effects = effects;
  }

  /**
   * Makes the command wait for what is missing.
   *
   * @param sequenceNr of the book now
   */
  void await(QueuedCommand queued, Missing missing, long sequenceNr) {
    queued.outstandingReads = missing.accounts().size() + (missing.transfer().isPresent() ? 1 : 0);
    for (AccountId id : missing.accounts()) {
      List<QueuedCommand> waiting = accounts.get(id);
      if (waiting == null) {
        waiting = new ArrayList<>(1);
        accounts.put(id, waiting);
        effects.readAccount(id);
      }
      waiting.add(queued);
    }
    missing.transfer().ifPresent(key -> await(queued, key, sequenceNr));
  }

  private void await(QueuedCommand queued, TransferKey key, long sequenceNr) {
    OfTransfer read = transfers.get(key);
    if (read == null) {
      read = new OfTransfer(sequenceNr, new ArrayList<>(1));
      transfers.put(key, read);
      effects.readTransfer(key);
    }
    read.waiting().add(queued);
  }

  /** The commands that wait for nothing any more. */
  List<QueuedCommand> accountRead(AccountId id) {
    return ready(accounts.remove(id));
  }

  /** The same. */
  List<QueuedCommand> transferRead(TransferKey key, Optional<Remembered> found) {
    OfTransfer read = transfers.remove(key);
    Lookup lookup = new Lookup(read.asOfSequenceNr(), found);
    read.waiting().forEach(queued -> queued.lookup = lookup);
    return ready(read.waiting());
  }

  /** The commands that waited for it; none of them waits any more. */
  List<QueuedCommand> accountUnreadable(AccountId id) {
    return abandon(accounts.remove(id));
  }

  /** The same. */
  List<QueuedCommand> transferUnreadable(TransferKey key) {
    return abandon(transfers.remove(key).waiting());
  }

  /** All that wait. */
  Stream<QueuedCommand> waiting() {
    return lists().flatMap(List::stream).distinct();
  }

  private Stream<List<QueuedCommand>> lists() {
    return Stream.concat(
        accounts.values().stream(), transfers.values().stream().map(OfTransfer::waiting));
  }

  private static List<QueuedCommand> ready(List<QueuedCommand> waiting) {
    List<QueuedCommand> ready = new ArrayList<>(waiting.size());
    for (QueuedCommand queued : waiting) {
      if (--queued.outstandingReads == 0) {
        ready.add(queued);
      }
    }
    return ready;
  }

  private List<QueuedCommand> abandon(List<QueuedCommand> failed) {
    lists().forEach(waiting -> waiting.removeAll(failed));
    return failed;
  }
}

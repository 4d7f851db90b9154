package exchequer.book;

import exchequer.ledger.AccountId;
import exchequer.ledger.Lookup;
import exchequer.ledger.Missing;
import exchequer.ledger.TransferKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads what commands need from the tables, each account and each transfer once however many wait
 * for it. Other commands go on meanwhile.
 */
final class Loads {
  private final Self self;
  private final LedgerTables tables;
  private final int number;
  private final Map<AccountId, List<Pending>> accounts = new HashMap<>();
  private final Map<TransferKey, List<Pending>> transfers = new HashMap<>();

  Loads(Self self, LedgerTables tables, int number) {
    this.self = self;
    this.tables = tables;
    this.number = number;
  }

  /**
   * Makes the command wait for what is missing.
   *
   * @param sequenceNr of the book now: what a look-up that starts now can vouch for
   */
  void await(Pending pending, Missing missing, long sequenceNr) {
    pending.outstandingReads = missing.accounts().size() + (missing.transfer().isPresent() ? 1 : 0);
    for (AccountId id : missing.accounts()) {
      if (wait(accounts, id, pending)) {
        self.tell(
            tables.tables().readAccount(number, id),
            account -> new Internal.AccountLoaded(id, account),
            cause -> new Internal.AccountLoadFailed(id, cause));
      }
    }
    missing
        .transfer()
        .filter(key -> wait(transfers, key, pending))
        .ifPresent(
            key ->
                self.tell(
                    tables.transfers().find(number, key),
                    found -> new Internal.TransferLookedUp(key, new Lookup(sequenceNr, found)),
                    cause -> new Internal.TransferLookupFailed(key, cause)));
  }

  /** The commands that wait for nothing any more. */
  List<Pending> loaded(AccountId id) {
    return ready(accounts.remove(id));
  }

  List<Pending> lookedUp(TransferKey key, Lookup lookup) {
    List<Pending> waiting = transfers.remove(key);
    waiting.forEach(pending -> pending.lookup = lookup);
    return ready(waiting);
  }

  /** The commands that waited for it; none of them waits any more. */
  List<Pending> failed(AccountId id) {
    return abandon(accounts.remove(id));
  }

  List<Pending> failed(TransferKey key) {
    return abandon(transfers.remove(key));
  }

  Stream<Pending> waiting() {
    return Stream.concat(accounts.values().stream(), transfers.values().stream())
        .flatMap(List::stream)
        .distinct();
  }

  private <K> boolean wait(Map<K, List<Pending>> reads, K key, Pending pending) {
    List<Pending> waiting = reads.get(key);
    boolean isFirst = waiting == null;
    if (isFirst) {
      waiting = new ArrayList<>(1);
      reads.put(key, waiting);
    }
    waiting.add(pending);
    return isFirst;
  }

  private static List<Pending> ready(List<Pending> waiting) {
    List<Pending> ready = new ArrayList<>(waiting.size());
    for (Pending pending : waiting) {
      if (--pending.outstandingReads == 0) {
        ready.add(pending);
      }
    }
    return ready;
  }

  private List<Pending> abandon(List<Pending> failed) {
    Stream.of(accounts, transfers)
        .flatMap(reads -> reads.values().stream())
        .forEach(waiting -> waiting.removeAll(failed));
    return failed;
  }
}

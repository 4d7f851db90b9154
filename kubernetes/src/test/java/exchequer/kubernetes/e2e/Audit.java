package exchequer.kubernetes.e2e;

import exchequer.client.LedgerException;
import exchequer.v1.Account;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Compares the ledger with what it acknowledged. Every balance and every number of statement lines
 * is known exactly, so that a lost transfer is found as well as one that was done twice.
 */
final class Audit {
  /** Transfers that are looked up one by one, spread over all; the balances cover every one. */
  private static final int LOOKED_UP = 2_000;

  private Audit() {}

  /** A sentence for each difference; empty when all is well. */
  static List<String> differences(Load load) {
    List<String> differences = new ArrayList<>();
    long sum = 0;
    for (String name : load.allAccounts()) {
      Account account = load.client.account(name);
      long balance = Long.parseLong(account.getBalance().getPosted());
      sum += balance;
      if (balance != load.expectedBalance(name)) {
        differences.add(name + " has " + balance + " instead of " + load.expectedBalance(name));
      }
      if (account.getEntryCount() != load.expectedEntries(name)) {
        differences.add(
            "%s has %d entries instead of %d"
                .formatted(name, account.getEntryCount(), load.expectedEntries(name)));
      }
    }
    if (sum != 0) {
      differences.add("the accounts should sum to zero, but do to " + sum);
    }
    differences.addAll(missing(load));
    return differences;
  }

  private static boolean isPosted(Load load, String name) {
    try {
      return load.client.transfer(name).getState() == Transfer.State.POSTED;
    } catch (LedgerException failed) {
      if (failed.error().reason().equals(Reason.TRANSFER_NOT_FOUND.name())) {
        return false;
      }
      throw failed;
    }
  }

  private static List<String> missing(Load load) {
    List<String> acknowledged = load.acknowledged();
    List<String> differences = new ArrayList<>();
    if (new HashSet<>(acknowledged).size() != acknowledged.size()) {
      differences.add("an id was given twice");
    }
    ConcurrentLinkedQueue<String> notPosted = new ConcurrentLinkedQueue<>();
    int step = Math.max(1, acknowledged.size() / LOOKED_UP);
    acknowledged.stream()
        .parallel()
        .filter(name -> Math.floorMod(name.hashCode(), step) == 0)
        .filter(name -> !isPosted(load, name))
        .forEach(notPosted::add);
    notPosted.forEach(name -> differences.add("acknowledged, but not posted: " + name));
    return differences;
  }
}

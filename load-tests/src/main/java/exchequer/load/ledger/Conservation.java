package exchequer.load.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the ledger with what it acknowledged. Each account's balance and number of entries is
 * known exactly, so that a transfer that was lost, done twice, or came from elsewhere is found, and
 * so is money that was made or destroyed.
 */
final class Conservation {
  private static final int SHOWN = 10;

  private final List<String> findings = new ArrayList<>();
  private int found;

  private Conservation() {}

  /**
   * Sentences, at most a dozen; none when all is well.
   *
   * @param before the load
   * @param after the load, when nothing was in flight any more
   */
  static List<String> findings(RunAccounts accounts, Picture before, Tally tally, Picture after) {
    Conservation check = new Conservation();
    BigInteger sum = BigInteger.ZERO;
    long entries = 0;
    for (int account = 0; account < accounts.count(); account++) {
      String name = accounts.name(account);
      Optional<Picture.Line> was = before.line(account);
      Optional<Picture.Line> is = after.line(account);
      if (was.isEmpty() || is.isEmpty()) {
        check.find(name + " is missing");
        continue;
      }
      check.compare(name, was.get(), is.get(), tally.balance(account), tally.entries(account));
      sum = sum.add(is.get().posted());
      entries += is.get().entries() - was.get().entries();
    }
    check.conclude(accounts, tally, sum, entries);
    return check.findings;
  }

  private void compare(String name, Picture.Line was, Picture.Line is, long balance, long entries) {
    BigInteger expected = was.posted().add(BigInteger.valueOf(balance));
    if (!is.posted().equals(expected)) {
      find("%s has %s instead of %s".formatted(name, is.posted(), expected));
    }
    if (is.entries() != was.entries() + entries) {
      find(
          "%s has %d entries instead of %d".formatted(name, is.entries(), was.entries() + entries));
    }
    if (is.inFlightOut().signum() != 0) {
      find("%s has %s in flight, at rest".formatted(name, is.inFlightOut()));
    }
  }

  private void conclude(RunAccounts accounts, Tally tally, BigInteger sum, long entries) {
    if (found > findings.size()) {
      findings.add("and %,d more like these".formatted(found - findings.size()));
    }
    if (sum.signum() != 0) {
      findings.add("the accounts of " + accounts.asset() + " sum to " + sum + " instead of 0");
    }
    if (entries != 2 * tally.posted()) {
      findings.add(
          "there are %,d new entries for %,d acknowledged transfers, two each"
              .formatted(entries, tally.posted()));
    }
    if (tally.unexpectedResults() != 0) {
      findings.add(
          "%,d results came for transfers that were not sent or had their answer"
              .formatted(tally.unexpectedResults()));
    }
  }

  private void find(String what) {
    found++;
    if (findings.size() < SHOWN) {
      findings.add(what);
    }
  }
}

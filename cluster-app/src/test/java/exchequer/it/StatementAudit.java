package exchequer.it;

import com.google.protobuf.util.Timestamps;
import exchequer.it.Finding.Kind;
import exchequer.it.RecordedOutcomes.Outcome;
import exchequer.v1.Account;
import exchequer.v1.Entry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds statements to their own chain, and all of them together to the outcomes of transfers. */
final class StatementAudit {
  private final RecordedOutcomes outcomes;
  private final Consumer<Finding> findings;
  private final Map<String, List<Line>> linesByTransfer = new HashMap<>();
  private BigInteger sum = BigInteger.ZERO;

  /** What an entry should say, and nothing else. */
  private record Line(String account, String amount, String counterparty) {}

  StatementAudit(RecordedOutcomes outcomes, Consumer<Finding> findings) {
    this.outcomes = outcomes;
    this.findings = findings;
  }

  /**
   * @param entries all of them, oldest first
   */
  synchronized void check(Account account, List<Entry> entries) {
    BigInteger balance = BigInteger.ZERO;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      balance = balance.add(new BigInteger(entry.getAmount()));
      boolean follows =
          entry.getNumber() == i + 1
              && entry.getBalance().equals(balance.toString())
              && (i == 0
                  || Timestamps.compare(entries.get(i - 1).getCreateTime(), entry.getCreateTime())
                      <= 0);
      if (!follows) {
        find(
            Kind.CHAIN_BROKEN,
            entry.getName() + " at line " + (i + 1) + " of " + account.getName());
      }
      balance = new BigInteger(entry.getBalance());
      checkLimits(account, entry.getName(), balance);
      linesByTransfer
          .computeIfAbsent(entry.getTransfer(), name -> new ArrayList<>(2))
          .add(new Line(account.getName(), entry.getAmount(), entry.getCounterparty()));
    }
    if (!account.getBalance().getPosted().equals(balance.toString())
        || account.getEntryCount() != entries.size()) {
      find(
          Kind.BALANCE_NOT_LAST,
          "%s says %s after %d entries, has %d with %s after the last"
              .formatted(
                  account.getName(),
                  account.getBalance().getPosted(),
                  account.getEntryCount(),
                  entries.size(),
                  balance));
    }
    checkLimits(account, "available", new BigInteger(account.getBalance().getAvailable()));
    sum = sum.add(new BigInteger(account.getBalance().getPosted()));
  }

  private void checkLimits(Account account, String where, BigInteger balance) {
    if (isBeyond(account.getFloor(), balance, -1) || isBeyond(account.getCeiling(), balance, 1)) {
      find(Kind.LIMIT_CROSSED, where + " of " + account.getName() + ": " + balance);
    }
  }

  private static boolean isBeyond(String limit, BigInteger balance, int direction) {
    return !limit.equals("unbounded") && balance.compareTo(new BigInteger(limit)) == direction;
  }

  /** To be called when all accounts of the asset were checked. */
  synchronized void checkTogether() {
    if (sum.signum() != 0) {
      find(Kind.MONEY_MADE_OR_LOST, "the asset sums to " + sum);
    }
    outcomes.acknowledged().stream().filter(Outcome::isPosted).forEach(this::checkPosted);
    linesByTransfer.forEach(
        (name, lines) -> {
          boolean isKnown = outcomes.of(name).map(Outcome::isPosted).orElse(isUnanswered(name));
          if (!isKnown) {
            find(
                Kind.ENTRY_STRAY,
                name + ", refused " + outcomes.of(name).flatMap(Outcome::refusal) + ": " + lines);
          }
        });
  }

  private boolean isUnanswered(String name) {
    return outcomes.isSent(name) && outcomes.of(name).isEmpty();
  }

  private void checkPosted(Outcome posted) {
    String amount = posted.request().getTransfer().getAmount();
    List<Line> lines = new ArrayList<>(linesByTransfer.getOrDefault(posted.name(), List.of()));
    checkOnce(posted, lines, new Line(posted.source(), "-" + amount, posted.destination()));
    checkOnce(posted, lines, new Line(posted.destination(), amount, posted.source()));
    if (!lines.isEmpty()) {
      find(Kind.ENTRY_STRAY, posted.name() + ": " + lines);
    }
  }

  private void checkOnce(Outcome posted, List<Line> lines, Line expected) {
    if (!lines.remove(expected)) {
      find(Kind.ENTRY_MISSING, posted.name() + ": no " + expected);
    }
    Optional<Line> second = lines.stream().filter(expected::equals).findFirst();
    if (second.isPresent()) {
      find(Kind.ENTRY_TWICE, posted.name() + ": " + expected);
      lines.removeIf(expected::equals);
    }
  }

  private void find(Kind kind, String what) {
    findings.accept(new Finding(kind, what));
  }
}

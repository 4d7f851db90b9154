package exchequer.campaign;

import exchequer.campaign.Operation.ReadStatement;
import exchequer.campaign.Operation.ReadTransfer;
import exchequer.campaign.Operation.Send;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what clients saw to what the contract promises. A history of n operations takes n log n
 * steps: each transfer is checked by itself, then all statements at rest, then the reads of each
 * account.
 */
final class Checker {
  private final History history;
  private final Map<String, OutcomeCheck> outcomes = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private long settling;

  /**
   * What was found.
   *
   * @param violations in the order of time
   * @param settling reads that saw a transfer in flight after it was acknowledged as posted, which
   *     the contract allows right after a node was lost
   */
  record Verdict(List<Violation> violations, long settling) {

    /** With what was found by other means. */
    Verdict and(List<Violation> others) {
      List<Violation> all = new ArrayList<>(violations);
      all.addAll(others);
      return new Verdict(List.copyOf(all), settling);
    }
  }

  private Checker(History history) {
    this.history = history;
  }

  static Verdict check(History history) {
    Checker checker = new Checker(history);
    checker.checkOutcomes();
    Map<String, StatementAtRest> statements = checker.checkStatements();
    checker.checkReads(statements);
    checker.violations.sort(Comparator.comparingLong(Violation::nanos));
    return new Verdict(List.copyOf(checker.violations), checker.settling);
  }

  private void checkOutcomes() {
    for (Operation operation : history.operations()) {
      if (operation instanceof Send send) {
        outcome(send.transfer()).add(send);
      } else if (operation instanceof ReadTransfer read) {
        outcome(read.transfer()).add(read);
      }
    }
    for (OutcomeCheck check : outcomes.values()) {
      check.check(history);
      settling += check.settling();
    }
  }

  private OutcomeCheck outcome(Intent transfer) {
    return outcomes.computeIfAbsent(
        transfer.name(), name -> new OutcomeCheck(transfer, violations::add));
  }

  private Map<String, StatementAtRest> checkStatements() {
    Map<String, StatementAtRest> statements = new HashMap<>();
    for (Operation operation : history.operations()) {
      if (operation instanceof ReadStatement read
          && read.whole()
          && read.answer().kind() == Answer.Kind.READ) {
        statements.put(read.account(), new StatementAtRest(read));
      }
    }
    history.accounts().keySet().stream()
        .filter(id -> !statements.containsKey(id))
        .forEach(
            id ->
                violations.add(
                    new Violation(
                        Violation.Kind.UNREADABLE,
                        "no statement of " + id + " at rest",
                        history.restNanos(),
                        List.of())));
    new StatementsCheck(history, statements, outcomes, violations::add).check();
    return statements;
  }

  private void checkReads(Map<String, StatementAtRest> statements) {
    Map<String, List<Operation>> byAccount = new HashMap<>();
    history.operations().forEach(operation -> group(operation, byAccount));
    statements.forEach(
        (id, statement) -> {
          ReadCheck check =
              new ReadCheck(
                  statement,
                  history.accounts().getOrDefault(id, History.Limits.NONE),
                  outcomes,
                  violations::add);
          check.check(byAccount.getOrDefault(id, List.of()), history);
          settling += check.settling();
        });
  }

  /** What tells of a transfer tells of both its accounts. */
  private static void group(Operation operation, Map<String, List<Operation>> byAccount) {
    byAccount.computeIfAbsent(operation.account(), id -> new ArrayList<>()).add(operation);
    if (operation instanceof Send send) {
      byAccount
          .computeIfAbsent(send.transfer().destination(), id -> new ArrayList<>())
          .add(operation);
    } else if (operation instanceof ReadTransfer read) {
      byAccount
          .computeIfAbsent(read.transfer().destination(), id -> new ArrayList<>())
          .add(operation);
    }
  }
}

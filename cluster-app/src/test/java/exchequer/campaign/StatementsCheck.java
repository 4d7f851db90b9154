package exchequer.campaign;

import exchequer.campaign.Answer.Kind;
import exchequer.campaign.Operation.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All statements at rest: each is a chain, and together they hold what was posted, once. */
final class StatementsCheck {
  private final History history;
  private final Map<String, StatementAtRest> statements;
  private final Map<String, OutcomeCheck> outcomes;
  private final Consumer<Violation> violations;
  private final Map<String, List<Entry>> entries = new HashMap<>();

  /** What a line says of its transfer. */
  private record Entry(String account, long amount, String counterparty) {}

  StatementsCheck(
      History history,
      Map<String, StatementAtRest> statements,
      Map<String, OutcomeCheck> outcomes,
      Consumer<Violation> violations) {
    this.history = history;
    this.statements = statements;
    this.outcomes = outcomes;
    this.violations = violations;
  }

  void check() {
    statements.values().forEach(this::checkChain);
    outcomes.values().forEach(this::checkOutcome);
    entries.keySet().stream()
        .filter(name -> !outcomes.containsKey(name))
        .forEach(name -> violate(Violation.Kind.ENTRY_STRAY, name + ": never sent", List.of()));
    long sum = statements.values().stream().mapToLong(s -> s.balanceAfter(s.size())).sum();
    if (sum != 0 && statements.size() == history.accounts().size()) {
      violate(Violation.Kind.MONEY_MADE_OR_LOST, "all accounts sum to " + sum, List.of());
    }
  }

  private void checkChain(StatementAtRest statement) {
    long balance = 0;
    long number = 0;
    long createdMillis = Long.MIN_VALUE;
    History.Limits limits =
        history.accounts().getOrDefault(statement.account(), History.Limits.NONE);
    for (Line line : statement.lines()) {
      number++;
      balance += line.amount();
      if (line.number() != number
          || line.balance() != balance
          || line.createdMillis() < createdMillis) {
        violate(
            Violation.Kind.CHAIN_BROKEN,
            "%s, line %d: %s".formatted(statement.account(), number, line),
            List.of());
      }
      String crossed = limits.crossedBy(line.balance(), line.balance());
      if (!crossed.isEmpty()) {
        violate(
            Violation.Kind.LIMIT_CROSSED,
            statement.account() + " " + line + ": " + crossed,
            List.of());
      }
      balance = line.balance();
      createdMillis = line.createdMillis();
      entries
          .computeIfAbsent(line.transfer(), name -> new ArrayList<>(2))
          .add(new Entry(statement.account(), line.amount(), line.counterparty()));
    }
  }

  /** A posted transfer has its two entries; what was refused or never done has none. */
  private void checkOutcome(OutcomeCheck outcome) {
    Intent transfer = outcome.transfer();
    List<Entry> found = new ArrayList<>(entries.getOrDefault(transfer.name(), List.of()));
    boolean posted = outcome.outcome().kind() == Kind.POSTED;
    if (!posted && found.isEmpty()) {
      return;
    }
    if (outcome.outcome().kind() == Kind.REFUSED || outcome.isNeverDone()) {
      violate(
          outcome.isNeverDone() && !posted && outcome.outcome().kind() != Kind.REFUSED
              ? Violation.Kind.DONE_ALTHOUGH_NOT
              : Violation.Kind.ENTRY_STRAY,
          transfer + " is " + outcome.outcome() + ", has " + found,
          outcome.operations());
      return;
    }
    if (!posted && wasNotFoundAtRest(outcome)) {
      violate(
          Violation.Kind.OUTCOME_LOST,
          transfer + " is not found at rest, has " + found,
          outcome.operations());
    }
    // Also where nobody was told the outcome: both entries or none.
    takeOne(
        outcome, found, new Entry(transfer.source(), -transfer.amount(), transfer.destination()));
    takeOne(
        outcome, found, new Entry(transfer.destination(), transfer.amount(), transfer.source()));
    if (!found.isEmpty()) {
      violate(Violation.Kind.ENTRY_STRAY, transfer + " has as well " + found, outcome.operations());
    }
  }

  private boolean wasNotFoundAtRest(OutcomeCheck outcome) {
    return outcome.operations().stream()
        .anyMatch(read -> history.isAtRest(read) && read.answer().kind() == Kind.NOT_FOUND);
  }

  private void takeOne(OutcomeCheck outcome, List<Entry> found, Entry expected) {
    if (!statements.containsKey(expected.account())) {
      return; // That its statement can't be read was said.
    }
    if (!found.remove(expected)) {
      violate(
          Violation.Kind.ENTRY_MISSING,
          outcome.transfer() + ": no " + expected,
          outcome.operations());
    }
    if (found.removeIf(expected::equals)) {
      violate(
          Violation.Kind.ENTRY_TWICE, outcome.transfer() + ": " + expected, outcome.operations());
    }
  }

  private void violate(Violation.Kind kind, String what, List<Operation> excerpt) {
    violations.accept(new Violation(kind, what, history.restNanos(), List.copyOf(excerpt)));
  }
}

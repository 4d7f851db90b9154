package exchequer.campaign;

import exchequer.campaign.Answer.Kind;
import exchequer.campaign.Operation.Balance;
import exchequer.campaign.Operation.Line;
import exchequer.campaign.Operation.ReadAccount;
import exchequer.campaign.Operation.ReadStatement;
import exchequer.campaign.Operation.ReadTransfer;
import exchequer.campaign.Operation.Send;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The reads of one account, in real time. The statement at rest orders all that ever happened to
 * the account, so each read is a place in that order: not before what had been acknowledged or read
 * when the read began, not after what was not yet sent when the read ended.
 */
final class ReadCheck {
  private final StatementAtRest statement;
  private final History.Limits limits;
  private final Map<String, OutcomeCheck> outcomes;
  private final Consumer<Violation> violations;
  private final PlaceSums awaited;
  private final Set<String> acknowledged = new HashSet<>();

  /** By entry count: when the last of so many transfers was first sent. */
  private final long[] sentNanos;

  private Operation newestAcknowledgement;
  private int newestAcknowledged;
  private Operation newestRead;
  private long newestReadCount = -1;
  private long settling;

  ReadCheck(
      StatementAtRest statement,
      History.Limits limits,
      Map<String, OutcomeCheck> outcomes,
      Consumer<Violation> violations) {
    this.statement = statement;
    this.limits = limits;
    this.outcomes = outcomes;
    this.violations = violations;
    awaited = new PlaceSums(statement.size());
    sentNanos = new long[statement.size() + 1];
  }

  void check(List<Operation> operations, History history) {
    for (int index = 0; index < statement.size(); index++) {
      sentNanos[index + 1] = Math.max(sentNanos[index], firstSentNanos(index).orElse(0L));
    }
    checkOrder();
    RealTime.replay(operations, this::began, this::ended);
    List<Operation> audit = operations.stream().filter(history::isAtRest).toList();
    audit.forEach(this::atRest);
    List<Operation> reads = audit.stream().filter(ReadAccount.class::isInstance).toList();
    if (reads.stream().noneMatch(read -> read.answer().isOfTheBook())) {
      violate(Violation.Kind.UNREADABLE, "no balance at rest", statement.read());
    }
  }

  long settling() {
    return settling;
  }

  private Optional<Long> firstSentNanos(int index) {
    return Optional.ofNullable(outcomes.get(statement.lines().get(index).transfer()))
        .map(OutcomeCheck::firstSentNanos);
  }

  /**
   * What came in and was acknowledged stands before all that was sent later. (What went out may be
   * acknowledged before it has its place.)
   */
  private void checkOrder() {
    Operation earliest = null;
    for (int index = statement.size() - 1; index >= 0; index--) {
      Line line = statement.lines().get(index);
      long sent = firstSentNanos(index).orElse(Long.MIN_VALUE);
      if (earliest != null && earliest.call().endedNanos() < sent) {
        violate(
            Violation.Kind.OUT_OF_ORDER,
            line + " was sent after an entry behind it was acknowledged",
            earliest);
      }
      if (line.amount() > 0 && outcomes.containsKey(line.transfer())) {
        for (Operation operation : outcomes.get(line.transfer()).operations()) {
          if (operation.answer().kind() == Kind.POSTED
              && (earliest == null
                  || operation.call().endedNanos() < earliest.call().endedNanos())) {
            earliest = operation;
          }
        }
      }
    }
  }

  private void began(Operation operation) {
    if (operation instanceof ReadAccount read && read.answer().kind() == Kind.READ) {
      place(read, read.balance().entryCount());
      checkBalance(read, read.balance());
    } else if (operation instanceof ReadStatement read
        && read.answer().kind() == Kind.READ
        && !read.whole()) {
      place(read, read.entryCount());
      read.lines().forEach(line -> checkLine(read, line));
    }
  }

  private void place(Operation read, long entryCount) {
    if (entryCount < newestReadCount) {
      violate(
          Violation.Kind.READ_WENT_BACK,
          "entry %d was read, then %d".formatted(newestReadCount, entryCount),
          newestRead,
          read);
    }
    if (entryCount < newestAcknowledged) {
      violate(
          Violation.Kind.READ_STALE,
          "entry %d was acknowledged, then %d read".formatted(newestAcknowledged, entryCount),
          newestAcknowledgement,
          read);
    }
    if (entryCount > statement.size()) {
      violate(
          Violation.Kind.ENTRY_MISSING,
          "entry %d was read, at rest there are %d".formatted(entryCount, statement.size()),
          read);
    } else if (sentNanos[(int) entryCount] > read.call().endedNanos()) {
      violate(Violation.Kind.READ_FROM_FUTURE, "entry " + entryCount + " was not yet sent", read);
    }
  }

  private void checkBalance(ReadAccount read, Balance balance) {
    if (balance.available() != balance.posted() - balance.inFlightOut()
        || (balance.entryCount() <= statement.size()
            && balance.posted() != statement.balanceAfter(balance.entryCount()))) {
      violate(
          Violation.Kind.BALANCE_WRONG,
          balance + "; the statement at rest has another balance after this entry",
          read);
    }
    String crossed = limits.crossedBy(balance.available(), balance.posted());
    if (!crossed.isEmpty()) {
      violate(Violation.Kind.LIMIT_CROSSED, crossed, read);
    }
    // Acknowledged transfers whose entries the read did not see must still be reserved in it.
    long unseen = awaited.sumAfter(balance.entryCount());
    if (unseen > balance.inFlightOut()) {
      violate(
          Violation.Kind.READ_STALE,
          "%d was acknowledged as gone, %s has neither its entries nor so much in flight"
              .formatted(unseen, balance),
          read);
    } else if (unseen > 0) {
      settling++;
    }
  }

  private void checkLine(ReadStatement read, Line line) {
    if (line.number() > statement.size()
        || !statement.lines().get((int) line.number() - 1).equals(line)) {
      violate(Violation.Kind.ENTRY_CHANGED, line + " is another one at rest, or not there", read);
    }
  }

  private void ended(Operation operation) {
    if (operation instanceof Send send && send.answer().kind() == Kind.POSTED) {
      acknowledged(send, send.transfer());
    } else if (operation instanceof ReadTransfer read && read.answer().kind() == Kind.POSTED) {
      acknowledged(read, read.transfer());
    } else if (operation instanceof ReadAccount read && read.answer().kind() == Kind.READ) {
      ended(read, read.balance().entryCount());
    } else if (operation instanceof ReadStatement read && read.answer().kind() == Kind.READ) {
      ended(read, read.entryCount());
    } else if (operation.answer().kind() == Kind.WRONG
        && (operation instanceof ReadAccount || operation instanceof ReadStatement)) {
      violate(Violation.Kind.WRONG_ANSWER, operation.answer().reason(), operation);
    }
  }

  private void ended(Operation read, long entryCount) {
    if (entryCount > newestReadCount) {
      newestReadCount = entryCount;
      newestRead = read;
    }
  }

  private void acknowledged(Operation operation, Intent transfer) {
    int index = statement.indexOf(transfer.name());
    if (index < 0 || !acknowledged.add(transfer.name())) {
      return; // Where the entry is missing at rest, that is another violation.
    }
    if (transfer.destination().equals(statement.account())) {
      if (index + 1 > newestAcknowledged) {
        newestAcknowledged = index + 1;
        newestAcknowledgement = operation;
      }
    } else {
      awaited.add(index, transfer.amount());
    }
  }

  private void atRest(Operation operation) {
    if (operation instanceof ReadAccount read && read.answer().kind() == Kind.READ) {
      if (read.balance().inFlightOut() != 0) {
        violate(Violation.Kind.STUCK_IN_FLIGHT, read.balance() + " at rest", read);
      }
      if (read.balance().entryCount() != statement.size()) {
        violate(
            Violation.Kind.BALANCE_WRONG,
            "%s, but the statement has %d entries".formatted(read.balance(), statement.size()),
            read);
      }
    }
  }

  private void violate(Violation.Kind kind, String what, Operation... excerpt) {
    violations.accept(
        new Violation(
            kind,
            statement.account() + ": " + what,
            excerpt[excerpt.length - 1].call().endedNanos(),
            List.of(excerpt)));
  }
}

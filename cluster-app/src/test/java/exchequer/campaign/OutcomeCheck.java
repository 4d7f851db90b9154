package exchequer.campaign;

import exchequer.campaign.Answer.Kind;
import exchequer.campaign.Operation.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that was asked and told about one transfer: an outcome is one, and stays. */
final class OutcomeCheck {
  private final Intent transfer;
  private final Consumer<Violation> violations;
  private final List<Operation> operations = new ArrayList<>();
  private Operation outcome;
  private Operation firstNotReplayed;
  private Operation inFlight;
  private boolean isFoundAtRest;
  private long settling;

  OutcomeCheck(Intent transfer, Consumer<Violation> violations) {
    this.transfer = transfer;
    this.violations = violations;
  }

  void add(Operation operation) {
    operations.add(operation);
  }

  void check(History history) {
    RealTime.replay(operations, this::began, this::ended);
    List<Operation> audit = operations.stream().filter(history::isAtRest).toList();
    audit.forEach(this::atRest);
    if (!audit.isEmpty() && audit.stream().noneMatch(read -> read.answer().isOfTheBook())) {
      violate(Violation.Kind.UNREADABLE, "at rest", audit);
    }
    if (isFoundAtRest && isNeverDone()) {
      violate(Violation.Kind.DONE_ALTHOUGH_NOT, "every send was answered as not done", operations);
    }
  }

  Intent transfer() {
    return transfer;
  }

  /** POSTED or REFUSED, if anything final was ever told of the transfer. */
  Answer outcome() {
    return outcome == null ? Answer.NOT_FOUND : outcome.answer();
  }

  List<Operation> operations() {
    return operations;
  }

  long settling() {
    return settling;
  }

  /** Whether each send was told that nothing was done, so that nothing may have been. */
  boolean isNeverDone() {
    return operations.stream()
        .filter(Send.class::isInstance)
        .allMatch(send -> send.answer().kind() == Kind.NOT_DONE);
  }

  /** When the first send of the transfer began. */
  long firstSentNanos() {
    return operations.stream()
        .filter(Send.class::isInstance)
        .mapToLong(send -> send.call().beganNanos())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** What had been told when the operation began must be in its answer. */
  private void began(Operation operation) {
    Answer answer = operation.answer();
    boolean unrecorded = answer.kind() == Kind.NOT_FOUND || answer.equals(Answer.FROM_FUTURE);
    if (outcome != null) {
      if (unrecorded) {
        violate(Violation.Kind.OUTCOME_LOST, "acknowledged, then unknown", outcome, operation);
      } else if (answer.kind() == Kind.IN_FLIGHT && outcome.answer().kind() == Kind.REFUSED) {
        violate(Violation.Kind.WENT_BACK, "refused, then in flight", outcome, operation);
      } else if (answer.kind() == Kind.IN_FLIGHT) {
        settling++;
      } else if (operation instanceof Send && answer.isFinal() && !answer.replayed()) {
        violate(Violation.Kind.NOT_REPLAYED, "done again", outcome, operation);
      }
    } else if (inFlight != null && unrecorded) {
      violate(Violation.Kind.WENT_BACK, "in flight, then unknown", inFlight, operation);
    }
  }

  private void ended(Operation operation) {
    Answer answer = operation.answer();
    if (answer.kind() == Kind.WRONG) {
      violate(Violation.Kind.WRONG_ANSWER, answer.reason(), operation);
    } else if (answer.kind() == Kind.IN_FLIGHT && inFlight == null) {
      inFlight = operation;
    } else if (answer.isFinal()) {
      endedWith(operation);
    }
  }

  private void endedWith(Operation operation) {
    if (outcome == null) {
      outcome = operation;
    } else if (!outcome.answer().isSameOutcome(operation.answer())) {
      violate(Violation.Kind.OUTCOME_CHANGED, "two outcomes", outcome, operation);
    }
    if (operation instanceof Send && !operation.answer().replayed()) {
      if (firstNotReplayed == null) {
        firstNotReplayed = operation;
      } else if (firstNotReplayed.call().endedNanos() >= operation.call().beganNanos()) {
        violate(Violation.Kind.NOT_REPLAYED, "done twice", firstNotReplayed, operation);
      }
    }
  }

  private void atRest(Operation operation) {
    switch (operation.answer().kind()) {
      case IN_FLIGHT -> violate(Violation.Kind.STUCK_IN_FLIGHT, "at rest", operation);
      case POSTED, REFUSED -> isFoundAtRest = true;
      case UNKNOWN, NOT_FOUND, NOT_DONE, READ, WRONG -> {
        // Asked again, or nothing to say that was not said.
      }
    }
  }

  private void violate(Violation.Kind kind, String what, Operation... excerpt) {
    violate(kind, what, List.of(excerpt));
  }

  private void violate(Violation.Kind kind, String what, List<Operation> excerpt) {
    long nanos = excerpt.get(excerpt.size() - 1).call().endedNanos();
    violations.accept(new Violation(kind, transfer.name() + ": " + what, nanos, excerpt));
  }
}

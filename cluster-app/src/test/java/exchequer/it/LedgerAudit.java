package exchequer.it;

import exchequer.it.Finding.Kind;
import exchequer.it.RecordedOutcomes.Outcome;
import exchequer.v1.EntryOrder;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Holds a ledger at rest to what its clients were told, and to its own rules. For any test: give it
 * all accounts of one asset, and what was sent and answered of all transfers between them.
 */
final class LedgerAudit {
  private static final int PAGE_SIZE = 1_000;
  private static final int READERS = 32;
  private static final Duration REST_TIMEOUT = Duration.ofSeconds(45);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration AUDIT_TIMEOUT = Duration.ofMinutes(10);

  private final TestClient client;
  private final Collection<String> accounts;
  private final RecordedOutcomes outcomes;
  private final Patience patience = new Patience(READ_TIMEOUT.multipliedBy(READERS));
  private final StatementAudit statements;
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  LedgerAudit(TestClient client, Collection<String> accounts, RecordedOutcomes outcomes) {
    this.client = client;
    this.accounts = accounts;
    this.outcomes = outcomes;
    this.statements = new StatementAudit(outcomes, findings::add);
  }

  /** Everything that is wrong; empty when all is as promised. To be called once. */
  List<Finding> findings() throws InterruptedException {
    outcomes.contradictions().forEach(what -> find(Kind.ANSWER_CHANGED, what));
    outcomes.unanswered().forEach(name -> find(Kind.UNANSWERED, name));
    awaitRest();
    // Refusals are asked for first: should one be posted by that, a statement will show it.
    inParallel(outcomes.acknowledged(), this::checkOutcome);
    inParallel(accounts, this::readStatement);
    statements.checkTogether();
    return List.copyOf(findings);
  }

  private void awaitRest() {
    try {
      Awaitility.await().atMost(REST_TIMEOUT).until(() -> accounts.stream().allMatch(this::rests));
    } catch (ConditionTimeoutException stuck) {
      accounts.stream()
          .filter(id -> !rests(id))
          .forEach(id -> find(Kind.STUCK_IN_FLIGHT, "accounts/" + id));
    }
  }

  private boolean rests(String id) {
    try {
      return client.account(id).getBalance().getInFlightOut().equals("0");
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  private void checkOutcome(Outcome outcome) {
    Kind kind = outcome.isPosted() ? Kind.POSTED_LOST : Kind.REFUSAL_LOST;
    Transfer.State state = outcome.isPosted() ? Transfer.State.POSTED : Transfer.State.REFUSED;
    Reason refusal = outcome.refusal().orElse(Reason.REASON_UNSPECIFIED);
    GetTransferRequest get = GetTransferRequest.newBuilder().setName(outcome.name()).build();
    answer(outcome.name(), kind, () -> client.blocking().getTransfer(get))
        .filter(is -> is.getState() != state || is.getRefusal() != refusal)
        .ifPresent(
            is ->
                find(
                    kind,
                    "%s was acknowledged as %s %s, is %s %s"
                        .formatted(
                            outcome.name(), state, refusal, is.getState(), is.getRefusal())));
    if (!outcome.isPosted()) {
      checkRefusedAgain(outcome, refusal);
    }
  }

  private void checkRefusedAgain(Outcome outcome, Reason refusal) {
    try {
      patience.ask(() -> client.blocking().createTransfer(outcome.request()));
      find(Kind.REFUSAL_LOST, outcome.name() + " is posted when sent again");
    } catch (StatusRuntimeException refused) {
      if (Patience.isToRetry(refused)) {
        find(Kind.UNREADABLE, outcome.name() + ": " + refused.getMessage());
      } else if (TestClient.reason(refused) != refusal
          || !TestClient.info(refused).containsMetadata("replayed")) {
        find(
            Kind.REFUSAL_LOST,
            outcome.name() + " was refused with " + refusal + ", sent again: " + refused);
      }
    }
  }

  private void readStatement(String id) {
    answer(id, Kind.UNREADABLE, () -> client.account(id))
        .ifPresent(
            account ->
                answer(
                        id,
                        Kind.UNREADABLE,
                        () -> client.entries(id, EntryOrder.OLDEST_FIRST, PAGE_SIZE))
                    .ifPresent(entries -> statements.check(account, entries)));
  }

  /** What the ledger answers; if that is an error, a finding. */
  private <T> Optional<T> answer(String what, Kind kind, Supplier<T> question) {
    try {
      return Optional.of(patience.ask(question));
    } catch (StatusRuntimeException failed) {
      find(
          Patience.isToRetry(failed) ? Kind.UNREADABLE : kind,
          what + " is answered " + failed.getMessage());
      return Optional.empty();
    }
  }

  private void find(Kind kind, String what) {
    findings.add(new Finding(kind, what));
  }

  private static <T> void inParallel(Collection<T> items, Consumer<T> work)
      throws InterruptedException {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    for (T item : items) {
      readers.execute(
          () -> {
            try {
              work.accept(item);
            } catch (RuntimeException | AssertionError failed) {
              failures.add(failed);
            }
          });
    }
    readers.shutdown();
    if (!readers.awaitTermination(AUDIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      readers.shutdownNow();
      throw new AssertionError("the audit takes longer than " + AUDIT_TIMEOUT);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " checks failed", failures.peek());
    }
  }
}

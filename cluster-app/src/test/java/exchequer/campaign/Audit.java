package exchequer.campaign;

import exchequer.campaign.Operation.Send;
import exchequer.it.TestClient;
import exchequer.v1.CreateTransferRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Reads every account, statement and transfer of a ledger at rest, from one node or another. */
final class Audit {
  private static final int READERS = 16;
  private static final long DEADLINE_MILLIS = 15_000;
  private static final int ATTEMPTS = 20;
  private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  /** More than a credit waits between two attempts, and a book for its next start. */
  private static final Duration REST_AT_MOST = Duration.ofSeconds(90);

  private final Asker asker;
  private final int nodes;
  private final Collection<String> accounts;

  /** Asked last while the ledger comes to rest. */
  private int node;

  Audit(List<TestClient> nodes, Recorder recorder, Collection<String> accounts) {
    this.asker = new Asker(nodes, recorder, Call.AUDIT);
    this.nodes = nodes.size();
    this.accounts = accounts;
  }

  /** Waits until nothing is in flight any more; what stays so, is for the audit to say. */
  void awaitRest() {
    for (String account : accounts) {
      try {
        Awaitility.await()
            .atMost(REST_AT_MOST)
            .pollInterval(Duration.ofMillis(100))
            .until(
                () -> {
                  node = node % nodes + 1;
                  var read = asker.read(account, node, DEADLINE_MILLIS);
                  return read.answer().kind() == Answer.Kind.READ
                      && read.balance().inFlightOut() == 0;
                });
      } catch (ConditionTimeoutException stuck) {
        return;
      }
    }
  }

  /**
   * @param sent all transfers that were ever sent
   * @param again refused ones, to be sent once more
   */
  void read(Collection<Intent> sent, Collection<CreateTransferRequest> again)
      throws InterruptedException {
    List<IntFunction<Answer>> questions = new ArrayList<>();
    again.forEach(request -> questions.add(node -> asker.send(request, node, DEADLINE_MILLIS)));
    sent.forEach(transfer -> questions.add(node -> asker.find(transfer, node, DEADLINE_MILLIS)));
    askAll(questions);
    // After that: should a refused one be posted by being sent again, the statements show it.
    List<IntFunction<Answer>> reads = new ArrayList<>();
    for (String account : accounts) {
      reads.add(node -> asker.read(account, node, DEADLINE_MILLIS).answer());
      reads.add(node -> asker.readWhole(account, node, DEADLINE_MILLIS));
    }
    askAll(reads);
  }

  private void askAll(List<IntFunction<Answer>> questions) throws InterruptedException {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    for (int i = 0; i < questions.size(); i++) {
      int first = i;
      readers.execute(() -> askUntilAnswered(questions.get(first), first));
    }
    readers.shutdown();
    if (!readers.awaitTermination(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
      readers.shutdownNow();
      throw new IllegalStateException("the audit takes longer than " + AT_MOST);
    }
  }

  private void askUntilAnswered(IntFunction<Answer> question, int first) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Answer answer = question.apply((first + attempt) % nodes + 1);
      if (answer.kind() != Answer.Kind.UNKNOWN && answer.kind() != Answer.Kind.NOT_DONE) {
        return;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /** The transfers that were sent. */
  static Collection<Intent> sent(Collection<Operation> operations) {
    return operations.stream()
        .filter(Send.class::isInstance)
        .map(operation -> ((Send) operation).transfer())
        .distinct()
        .toList();
  }
}

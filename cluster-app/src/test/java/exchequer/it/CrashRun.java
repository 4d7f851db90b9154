package exchequer.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A ledger under load that is killed and started again, and audited at the end. */
final class CrashRun {
  private static final Duration ANSWERING_TIMEOUT = Duration.ofSeconds(60);

  /**
   * On a slow machine the load of a phase lasts longer, so that each kill has something to break.
   */
  private static final int PHASE_MIN_ACKNOWLEDGED = 500;

  private final LedgerProcess node;
  private final Duration pauseAtMost;
  private final Runnable kill;
  private final Runnable startAgain;
  private final RecordedOutcomes outcomes = new RecordedOutcomes();
  private final List<String> outagesSeconds = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private long retries;

  /**
   * @param node that the clients talk to, started
   * @param kill takes something away from the ledger
   * @param startAgain brings it back
   */
  CrashRun(LedgerProcess node, Runnable kill, Runnable startAgain) {
    this(node, Duration.ZERO, kill, startAgain);
  }

  /**
   * The same, with a load that leaves the machine time for other things.
   *
   * @param pauseAtMost of each client between two transfers
   */
  CrashRun(LedgerProcess node, Duration pauseAtMost, Runnable kill, Runnable startAgain) {
    this.node = node;
    this.pauseAtMost = pauseAtMost;
    this.kill = kill;
    this.startAgain = startAgain;
  }

  /**
   * @param load how long the ledger is under load while it answers
   */
  void play(SplittableRandom random, Duration load, int kills) throws InterruptedException {
    try (TestClient client = new TestClient(node.grpcAddress())) {
      LoadAccounts accounts = LoadAccounts.open(client);
      try (TransferLoad transfers =
          TransferLoad.start(client, accounts, outcomes, random.split(), pauseAtMost)) {
        crash(client, random, load.dividedBy(kills + 1), kills);
        transfers.end(ANSWERING_TIMEOUT);
        retries = transfers.retries();
      }
      findings.addAll(new LedgerAudit(client, accounts.ids(), outcomes).findings());
    }
  }

  private void crash(TestClient client, SplittableRandom random, Duration phase, int kills) {
    try {
      for (int killed = 0; killed < kills; killed++) {
        awaitLoad(phase.multipliedBy(random.nextInt(50, 151)).dividedBy(100));
        outagesSeconds.add(killAndStartAgain(client));
      }
      awaitLoad(phase);
    } catch (ConditionTimeoutException stuck) {
      // The audit may tell why.
      findings.add(new Finding(Finding.Kind.NOT_ANSWERING, stuck.getMessage()));
    }
  }

  private void awaitLoad(Duration atLeast) {
    int before = outcomes.acknowledgedCount();
    Awaitility.await("the load goes on")
        .pollDelay(atLeast)
        .atMost(atLeast.plus(ANSWERING_TIMEOUT))
        .until(() -> outcomes.acknowledgedCount() >= before + PHASE_MIN_ACKNOWLEDGED);
  }

  private String killAndStartAgain(TestClient client) {
    long killedNanos = System.nanoTime();
    kill.run();
    startAgain.run();
    int before = outcomes.acknowledgedCount();
    client.channel().resetConnectBackoff();
    Awaitility.await("transfers are answered again")
        .atMost(ANSWERING_TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> outcomes.acknowledgedCount() > before);
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - killedNanos) / 1e9);
  }

  /** Everything that is wrong. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  String summary() {
    return "%d sent, %d acknowledged, %d posted, %d refused, %d retries, %d kills, answering again after [%s] s, %d findings, log %s"
        .formatted(
            outcomes.sentCount(),
            outcomes.acknowledgedCount(),
            outcomes.postedCount(),
            outcomes.acknowledgedCount() - outcomes.postedCount(),
            retries,
            outagesSeconds.size(),
            String.join(", ", outagesSeconds),
            findings.size(),
            node.log());
  }
}

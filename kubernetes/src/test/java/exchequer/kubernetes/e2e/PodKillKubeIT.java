package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pod that dies without a word, while transfers go on. */
@Order(4)
@ExtendWith(DeployedExtension.class)
class PodKillKubeIT {
  private static final int IN_FLIGHT = 32;
  private static final long BACK_WITHIN_MILLIS = Pace.KILLED_MILLIS + Pace.ALLOWANCE_MILLIS;

  @Test
  void a_killed_pod_loses_nothing_that_was_acknowledged(Deployed ledger)
      throws InterruptedException {
    Harness harness = Harness.orSkip(ledger);
    Members members = new Members(ledger);
    try (Load load = new Load(ledger.address(), "killed")) {
      load.start(IN_FLIGHT);
      Thread.sleep(Pace.WARM_UP_MILLIS);
      String victim = ledger.readyPods().get(0);
      Set<Integer> itsBooks = members.books().get(victim);

      Outage outage = new Outage("killed a pod", load);
      harness.kill(victim);
      outage.awaitEveryBook(Duration.ofMinutes(2));
      var silences = outage.silencesMillis(itsBooks);
      ledger.awaitPods(3);
      load.stop();

      assertThat(load.failed()).isEmpty();
      assertThat(Audit.differences(load)).isEmpty();
      assertThat(silences).allMatch(silence -> silence < BACK_WITHIN_MILLIS);
      await().atMost(Duration.ofMinutes(1)).until(() -> members.areOneClusterOf(3));
    }
  }
}

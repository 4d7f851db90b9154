package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pod that stands still for a minute and then goes on as if nothing had been. */
@Order(6)
@ExtendWith(DeployedExtension.class)
class PauseKubeIT {
  private static final int IN_FLIGHT = 32;
  private static final long PAUSE_MILLIS = 60_000;
  private static final long BACK_WITHIN_MILLIS = Pace.CUT_OFF_MILLIS + Pace.ALLOWANCE_MILLIS;

  @Test
  void a_paused_pod_acknowledges_nothing_when_it_wakes(Deployed ledger)
      throws InterruptedException {
    Harness harness = Harness.orSkip(ledger);
    Members members = new Members(ledger);
    try (Load load = new Load(ledger.address(), "paused")) {
      load.start(IN_FLIGHT);
      Thread.sleep(Pace.WARM_UP_MILLIS);
      String victim = ledger.readyPods().get(0);
      var itsBooks = members.books().get(victim);

      Outage outage = new Outage("paused a pod for a minute", load);
      harness.pause(victim);
      Thread.sleep(PAUSE_MILLIS);
      harness.resume(victim);
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

package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More pods and fewer, while transfers go on. */
@Order(2)
@ExtendWith(DeployedExtension.class)
class ScalingKubeIT {
  private static final int IN_FLIGHT = 32;
  private static final Duration AT_MOST = Duration.ofMinutes(4);

  @Test
  void scaling_to_five_and_to_two_fails_no_call_and_loses_no_money(Deployed ledger)
      throws InterruptedException {
    Members members = new Members(ledger);
    try (Load load = new Load(ledger.address(), "scaling")) {
      load.start(IN_FLIGHT);
      Thread.sleep(Pace.WARM_UP_MILLIS);

      for (int replicas : new int[] {5, 2, 3}) {
        Change change =
            new Change(
                "scaled from " + ledger.readyPods().size() + " to " + replicas, members, load);
        ledger.scaleTo(replicas);
        change.untilBalancedOver(replicas, AT_MOST);
        ledger.awaitPods(replicas);
      }
      load.stop();

      assertThat(load.failed()).isEmpty();
      assertThat(Audit.differences(load)).isEmpty();
      assertThat(members.areOneClusterOf(3)).isTrue();
    }
  }
}

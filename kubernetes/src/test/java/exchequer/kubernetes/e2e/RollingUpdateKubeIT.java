package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another release of the image, while transfers go on. */
@Order(3)
@ExtendWith(DeployedExtension.class)
class RollingUpdateKubeIT {
  private static final int IN_FLIGHT = 32;
  private static final Duration AT_MOST = Duration.ofMinutes(6);

  @Test
  void a_rolling_update_fails_no_call_and_loses_no_money(Deployed ledger)
      throws InterruptedException {
    String next = ledger.settings().nextTag().orElse("");
    assumeTrue(
        !next.isEmpty(), "skipped: needs a second tag of the image (-Dkube.next-tag=the tag)");
    Members members = new Members(ledger);
    try (Load load = new Load(ledger.address(), "rolling")) {
      load.start(IN_FLIGHT);
      Thread.sleep(Pace.WARM_UP_MILLIS);

      Change change = new Change("rolled from " + ledger.tag() + " to " + next, members, load);
      ledger.rollTo(next);
      change.untilRolledOut(ledger, 3, AT_MOST);
      load.stop();

      assertThat(load.failed()).isEmpty();
      assertThat(Audit.differences(load)).isEmpty();
      assertThat(members.areOneClusterOf(3)).isTrue();
    }
  }
}

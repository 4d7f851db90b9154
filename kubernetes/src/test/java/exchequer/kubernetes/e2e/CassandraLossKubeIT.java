package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The only Cassandra goes and comes back, while transfers go on. */
@Order(7)
@ExtendWith(DeployedExtension.class)
class CassandraLossKubeIT {
  private static final int IN_FLIGHT = 32;

  @Test
  void the_ledger_waits_for_Cassandra_without_a_restart(Deployed ledger)
      throws InterruptedException {
    try (Load load = new Load(ledger.address(), "cassandra")) {
      load.start(IN_FLIGHT);
      Thread.sleep(Pace.WARM_UP_MILLIS);
      int restarts = ledger.restarts();

      Outage outage = new Outage("deleted the Cassandra pod", load);
      ledger.deleteCassandra();
      outage.awaitEveryBook(Duration.ofMinutes(3));
      outage.silencesMillis(Outage.everyBook());
      ledger.awaitPods(3);
      load.stop();

      assertThat(load.failed()).isEmpty();
      assertThat(Audit.differences(load)).isEmpty();
      assertThat(ledger.restarts()).isEqualTo(restarts);
    }
  }
}

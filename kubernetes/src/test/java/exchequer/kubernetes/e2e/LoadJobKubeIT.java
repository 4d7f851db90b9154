package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Load from within the cluster. */
@Order(8)
@ExtendWith(DeployedExtension.class)
class LoadJobKubeIT {
  private static final String JOB = "exchequer-load";

  @Test
  void the_job_ends_well_when_the_ledger_kept_what_it_acknowledged(Deployed ledger) {
    ledger.applyLoad(
        Map.of(
            "LOAD_ACCOUNTS", "200",
            "LOAD_IN_FLIGHT", "16",
            "LOAD_WARM_UP_SECONDS", "1",
            "LOAD_SECONDS", "15"));
    ScalableResource<Job> job =
        ledger.client().batch().v1().jobs().inNamespace(ledger.namespace()).withName(JOB);
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> isOver(job.get()));
    String log = job.getLog();
    System.out.println(log);

    assertThat(job.get().getStatus().getSucceeded()).isEqualTo(1);
    assertThat(log).containsPattern("posted [1-9]").contains("unknown 0");
  }

  private static boolean isOver(Job job) {
    return job.getStatus().getSucceeded() != null || job.getStatus().getFailed() != null;
  }
}

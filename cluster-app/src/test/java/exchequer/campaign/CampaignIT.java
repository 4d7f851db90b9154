package exchequer.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.campaign.Campaign.CampaignSettings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A short campaign of faults; {@code .ci/campaign} is the long one.
 *
 * <p>Settings: {@code -Dcampaign.seconds=N} of load and faults, {@code -Dcampaign.seed=N} for the
 * same faults again.
 */
class CampaignIT {
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("campaign.seconds", 60));
  private static final long SEED = Long.getLong("campaign.seed", System.nanoTime());

  @Test
  void no_fault_breaks_a_promise() throws IOException, InterruptedException {
    System.out.println("campaign: -Dcampaign.seed=" + SEED);

    Report report = new Campaign(CampaignSettings.of(SEED, LENGTH)).run();

    assertThat(report.verdict().violations()).withFailMessage(report::text).isEmpty();
    assertThat(report.shortcomings()).isEmpty();
  }
}

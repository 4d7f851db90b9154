package exchequer.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import exchequer.campaign.Campaign.CampaignSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Faults that are timed so that two nodes own the same books for some seconds, and both of them
 * could answer. Takes root and iptables.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OverlapIT {
  private static final Duration LENGTH = Duration.ofSeconds(75);
  private static final int DEPOSED = 8;
  private static final long CUT_MILLIS = 14_000;

  /** After a cut, and before the node that is cut off finds it. */
  private static final long STANDSTILL_AFTER_MILLIS = 1_200;

  /** The node does not notice a stand-still that is shorter than exchequer.node.max-standstill. */
  private static final long STANDSTILL_MILLIS = 3_800;

  /** The others remove the node that is cut off, and its books are to be given away. */
  private static final long REMOVED_AFTER_MILLIS = 4_400;

  private static final long RECOVERED_AFTER_MILLIS = 35_000;

  @BeforeEach
  void needs() {
    assumeThat(Cuts.arePossible()).as("root, and iptables").isTrue();
  }

  @Test
  void the_losing_side_of_a_cut_stands_still_while_it_should_end() throws Exception {
    List<Fault> faults = new ArrayList<>();
    for (int node = 1; node <= 2; node++) {
      faults.addAll(cutOff(node, 5_000 + (node - 1) * RECOVERED_AFTER_MILLIS));
    }

    assertThatNobodyIsToldWhatIsNotSo(1, faults);
  }

  /** A new coordinator does not wait for the removal margin of the one before. */
  @Test
  void the_coordinator_leaves_while_another_node_is_being_removed() throws Exception {
    List<Fault> faults = new ArrayList<>();
    // The node with the lowest address is the oldest of a new cluster, then the next one is.
    for (int oldest = 1; oldest <= 2; oldest++) {
      long atMillis = 5_000 + (oldest - 1) * RECOVERED_AFTER_MILLIS;
      faults.addAll(cutOff(3, atMillis));
      faults.add(new Fault(Fault.Kind.TERM, atMillis + REMOVED_AFTER_MILLIS, 0, oldest, 0, 0));
    }

    assertThatNobodyIsToldWhatIsNotSo(2, faults);
  }

  private static List<Fault> cutOff(int node, long atMillis) {
    return List.of(
        new Fault(Fault.Kind.CUT, atMillis, CUT_MILLIS, node, node % 3 + 1, 0),
        new Fault(Fault.Kind.CUT, atMillis, CUT_MILLIS, node, (node + 1) % 3 + 1, 0),
        new Fault(
            Fault.Kind.PAUSE, atMillis + STANDSTILL_AFTER_MILLIS, STANDSTILL_MILLIS, node, 0, 0));
  }

  private static void assertThatNobodyIsToldWhatIsNotSo(long seed, List<Fault> faults)
      throws IOException, InterruptedException {
    Report report = new Campaign(CampaignSettings.of(seed, LENGTH), faults).run();

    assertThat(report.verdict().violations()).withFailMessage(report::text).isEmpty();
    assertThat(report.shortcomings()).isEmpty();
    assertThat(report.lives())
        .as("a node was still there when another one took its books")
        .anyMatch(life -> life.exitCode() == DEPOSED);
  }
}

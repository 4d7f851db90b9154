package exchequer.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import exchequer.campaign.Campaign.CampaignSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Faults that are timed so that two nodes own the same books for about a second, and the one that
 * lost them could still answer its clients: the clocks of Akka's failure detector, of split-brain
 * resolution and of {@link exchequer.book.StandstillDetector} do not exclude that, only the fence
 * does. Takes root and iptables.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OverlapIT {
  private static final Duration LENGTH = Duration.ofSeconds(25);
  private static final long CUT_AT_MILLIS = 5_000;
  private static final long CUT_MILLIS = 14_000;

  /** Not node 1: that is the oldest, whose side wins, and it coordinates the books. */
  private static final int LOSER = 3;

  /**
   * Less than exchequer.node.max-standstill, 4 s, after which a node ends without asking anybody.
   * The others remove the loser meanwhile.
   */
  private static final long STANDSTILL_MILLIS = 3_300;

  /** After the cut. The loser has not found yet that it is cut off. */
  private static final long FIRST_STANDSTILL_MILLIS = 1_800;

  /** After the cut. The loser has found it, and waits for stable-after before it decides. */
  private static final long SECOND_STANDSTILL_MILLIS = 6_000;

  /** After the cut: the others have removed the loser, and wait for down-removal-margin. */
  private static final long REMOVED_MILLIS = 4_400;

  /** "The cluster went on without this node." */
  private static final int GIVEN_UP = 8;

  @BeforeEach
  void needs() {
    assumeThat(Cuts.arePossible()).as("root, and iptables").isTrue();
  }

  /** No stand-still is long enough for the node to notice it, and together they are. */
  @Test
  void the_losing_side_of_a_cut_stands_still_when_it_should_end() throws Exception {
    assertThatNobodyIsToldWhatIsNotSo(
        1,
        cutOff(1),
        cutOff(2),
        standStill(FIRST_STANDSTILL_MILLIS),
        standStill(SECOND_STANDSTILL_MILLIS));
  }

  /** A new coordinator does not wait for the removal margin of the one before. */
  @Test
  void the_coordinator_leaves_while_another_node_is_being_removed() throws Exception {
    assertThatNobodyIsToldWhatIsNotSo(
        2,
        cutOff(1),
        cutOff(2),
        standStill(FIRST_STANDSTILL_MILLIS),
        new Fault(Fault.Kind.TERM, CUT_AT_MILLIS + REMOVED_MILLIS, 0, 1, 0, 0));
  }

  private static Fault cutOff(int fromNode) {
    return new Fault(Fault.Kind.CUT, CUT_AT_MILLIS, CUT_MILLIS, LOSER, fromNode, 0);
  }

  private static Fault standStill(long afterCutMillis) {
    return new Fault(
        Fault.Kind.PAUSE, CUT_AT_MILLIS + afterCutMillis, STANDSTILL_MILLIS, LOSER, 0, 0);
  }

  /**
   * @param faults in the order of their start
   */
  private static void assertThatNobodyIsToldWhatIsNotSo(long seed, Fault... faults)
      throws IOException, InterruptedException {
    Campaign campaign =
        new Campaign(
            CampaignSettings.of(seed, LENGTH),
            List.of(faults),
            (accounts, nodes, recorder) ->
                Load.withinBooks(accounts, nodes, recorder, new SplittableRandom(seed)));

    Report report = campaign.run();

    assertThat(report.verdict().violations()).withFailMessage(report::text).isEmpty();
    assertThat(report.faults()).hasSize(faults.length).allMatch(Injector.Done::isDone);
    assertThat(report.lives())
        .as("the others went on without the loser")
        .anyMatch(life -> life.node() == LOSER && life.exitCode() == GIVEN_UP);
  }
}

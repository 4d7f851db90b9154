package exchequer.fence;

import static exchequer.fence.Bounds.OLD_RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import exchequer.fence.Bounds.Reads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can happen within the bounds; and what would, if a part were left out. */
class FenceTest {
  private static final Bounds THREE_NODES = Bounds.of(5, 4, 2, 1, 2, 3);

  @Test
  void what_three_nodes_acknowledge_stays_when_claims_and_rows_take_effect_at_any_later_time() {
    assertHolds(THREE_NODES, 3);
  }

  @Test
  void what_four_nodes_acknowledge_stays() {
    assertHolds(Bounds.of(4, 3, 1, 1, 2, 3, 4), 3);
  }

  @Test
  void what_is_acknowledged_stays_when_the_book_starts_three_times_on_one_node() {
    assertHolds(Bounds.of(5, 4, 2, 1, 1, 1), 3);
  }

  @Test
  void what_is_acknowledged_stays_when_one_of_two_nodes_starts_the_book_twice() {
    assertHolds(Bounds.of(5, 4, 2, 1, 2, 2), 3);
  }

  @Test
  void what_is_acknowledged_stays_when_rows_land_between_the_pages_of_a_read() {
    assertHolds(Bounds.of(3, 3, 2, 1, 2, 3).with(Reads.PAGED), 3);
  }

  @Test
  void what_is_acknowledged_stays_when_a_row_is_seen_by_one_read_and_not_by_the_next() {
    assertHolds(Bounds.of(4, 4, 2, 1, 2, 3).with(Reads.UNREPAIRED), 3);
  }

  @Test
  void owners_of_the_release_before_may_take_turns_with_newer_ones() {
    assertHolds(Bounds.of(3, 4, 2, 1, OLD_RELEASE, 2), Flaw.OLD_RELEASE_MISLED, 3);
    assertHolds(Bounds.of(3, 4, 1, 1, OLD_RELEASE, OLD_RELEASE, 2), 4);
  }

  @Test
  void a_late_row_of_the_release_before_does_no_harm_to_newer_owners() {
    assertHolds(Bounds.of(3, 4, 2, OLD_RELEASE, 1, 2).withCrashesOfOldOwners(), 3);
  }

  @ParameterizedTest(name = "{0}, after {1} steps")
  @CsvSource({
    "NO_CLAIM, 7",
    "NO_FENCE, 9",
    "FENCED_AFTER_EPOCH, 12",
    "NO_CONFIRM, 10",
    "CONFIRMED_TOO_EARLY, 11",
    "READS_NOT_CONFIRMED, 10",
    "COPY_NOT_CONFIRMED, 17",
    "NO_COPY, 15",
    "OPENED_ROW, 15",
    "ORDERED_BY_CLOCK, 12"
  })
  void a_promise_breaks_when_a_part_of_the_protocol_is_left_out(Flaw flaw, int steps) {
    assertBreaks(THREE_NODES, flaw, steps);
  }

  @Test
  void a_promise_breaks_in_a_rolling_update_when_the_log_is_read_from_the_marker_only() {
    assertBreaks(Bounds.of(3, 4, 2, 1, OLD_RELEASE, 2), Flaw.READ_FROM_MARKER_ONLY, 19);
  }

  /** Replay in that release orders rows without epochs, which no later release can mend. */
  @Test
  void a_void_row_of_a_deposed_owner_may_mislead_the_release_before() {
    assertBreaks(Bounds.of(3, 4, 2, 1, OLD_RELEASE, OLD_RELEASE, 2), Flaw.OLD_RELEASE_MISLED, 19);
  }

  private static void assertHolds(Bounds bounds, int acknowledging) {
    assertHolds(bounds, Flaw.NONE, acknowledging);
  }

  private static void assertHolds(Bounds bounds, Flaw flaw, int acknowledging) {
    // When
    Search.Result found = Search.of(bounds, flaw);

    // Then
    System.out.printf("The fence holds in %,d states: %s%n", found.states(), bounds);
    assertThat(found.broken()).isEmpty();
    assertThat(found.acknowledging()).isEqualTo(acknowledging);
  }

  private static void assertBreaks(Bounds bounds, Flaw flaw, int steps) {
    // When
    Search.Result found = Search.of(bounds, flaw);

    // Then
    Search.Story story = found.broken().orElseThrow();
    System.out.println("The fence breaks (" + flaw + ") in " + story);
    assertThat(story.steps()).hasSize(steps);
  }
}

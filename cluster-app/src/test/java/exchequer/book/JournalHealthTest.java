package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.book.JournalHealth.Step;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalHealthTest {
  private final JournalHealth health = new JournalHealth(Duration.ofSeconds(60));

  @Test
  void a_step_that_only_fails_for_the_longest_time_works_no_more() {
    // Given / When / Then
    assertThat(failsAt(100)).isFalse();
    assertThat(failsAt(130)).isFalse();
    assertThat(failsAt(159)).isFalse();
    assertThat(failsAt(160)).isTrue();
  }

  @Test
  void one_success_shows_that_it_works() {
    // Given
    failsAt(100);
    failsAt(150);

    // When
    health.worked(Step.APPEND);

    // Then
    assertThat(failsAt(170)).isFalse();
    assertThat(failsAt(229)).isFalse();
    assertThat(failsAt(230)).isTrue();
  }

  @Test
  void that_another_step_works_says_nothing() {
    // Given
    failsAt(100);
    failsAt(150);

    // When
    health.worked(Step.REPLAY);
    health.worked(Step.FENCE);

    // Then
    assertThat(failsAt(160)).isTrue();
  }

  @Test
  void steps_that_fail_in_turn_are_not_added_up() {
    // Given
    failsAt(100);
    failsAt(150);

    // When / Then
    assertThat(health.failed(Step.REPLAY, nanos(160))).isFalse();
  }

  @Test
  void failures_during_an_outage_of_the_storage_are_not_the_journals() {
    // Given
    failsAt(100);
    failsAt(150);

    // When
    health.storageFailed();

    // Then
    assertThat(failsAt(170)).isFalse();
    assertThat(failsAt(229)).isFalse();
    assertThat(failsAt(230)).isTrue();
  }

  @Test
  void time_in_which_nothing_was_tried_is_no_failure() {
    // Given
    failsAt(100);

    // When / Then
    assertThat(failsAt(161)).isFalse();
    assertThat(failsAt(220)).isFalse();
    assertThat(failsAt(221)).isTrue();
  }

  private boolean failsAt(long seconds) {
    return health.failed(Step.APPEND, nanos(seconds));
  }

  /** Through the clock's overflow, which may come at any time. */
  private static long nanos(long seconds) {
    return Long.MAX_VALUE
        - Duration.ofSeconds(155).toNanos()
        + Duration.ofSeconds(seconds).toNanos();
  }
}

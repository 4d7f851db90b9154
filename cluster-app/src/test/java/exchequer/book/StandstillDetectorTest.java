package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillDetectorTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private long nowNanos = Long.MAX_VALUE - LIMIT.toNanos(); // It overflows on the way.
  private boolean hasOthers = true;
  private final StandstillDetector detector =
      new StandstillDetector(LIMIT, () -> nowNanos, () -> hasOthers);

  @Test
  void goes_on_while_it_is_felt_in_time() {
    for (int i = 0; i < 10; i++) {
      pass(LIMIT);

      assertThat(detector.isUnbroken()).isTrue();
      assertThat(detector.beat()).isTrue();
    }
  }

  @Test
  void a_standstill_is_seen_by_who_asks_before_the_next_beat() {
    pass(LIMIT.plusNanos(1));

    assertThat(detector.isUnbroken()).isFalse();
  }

  @Test
  void a_standstill_is_never_forgotten() {
    pass(LIMIT.plusNanos(1));
    assertThat(detector.beat()).isFalse();

    assertThat(detector.isUnbroken()).isFalse();
    hasOthers = false;
    assertThat(detector.isUnbroken()).isFalse();
    assertThat(detector.beat()).isFalse();
  }

  @Test
  void a_node_without_others_may_stand_still() {
    hasOthers = false;
    pass(LIMIT.multipliedBy(100));
    assertThat(detector.isUnbroken()).isTrue();
    assertThat(detector.beat()).isTrue();

    hasOthers = true;
    assertThat(detector.isUnbroken()).isTrue();
  }

  @Test
  void a_standstill_in_the_middle_of_a_beat_is_seen() {
    // Given: the node stands still between the first beat's reading of the clock and what follows.
    long stood = nowNanos + LIMIT.toNanos() + 1;
    Iterator<Long> readings = List.of(nowNanos, nowNanos, stood, stood, stood).iterator();
    StandstillDetector interrupted = new StandstillDetector(LIMIT, readings::next, () -> true);

    // When
    assertThat(interrupted.beat()).isTrue();

    // Then
    assertThat(interrupted.isUnbroken()).isFalse();
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }
}
